/**
 * The demo: starts a program under the packaged agent, does what an operator would do, and checks
 * that what it shows is what happened.
 *
 * <p>Start at {@link dev.curfew.demo.Demo}. Nothing of this is part of Curfew.
 */
@NullMarked
package dev.curfew.demo;

import org.jspecify.annotations.NullMarked;
