/**
 * Timers: the watcher that sees deadlines pass, what it knows of each call, and the commands of
 * operators.
 *
 * <p>Start at {@link dev.curfew.engine.Engine}. Everything that changes a timer happens on the
 * watcher's thread; other threads talk to it through its queue. Loaded by the system loader.
 */
@NullMarked
package dev.curfew.engine;

import org.jspecify.annotations.NullMarked;
