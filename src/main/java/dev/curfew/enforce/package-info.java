/**
 * Acts on threads: stacks, interrupts. Never on the watcher's thread, because an act may block.
 *
 * <p>Start at {@link dev.curfew.enforce.Enforcers}. Loaded by the system loader.
 */
@NullMarked
package dev.curfew.enforce;

import org.jspecify.annotations.NullMarked;
