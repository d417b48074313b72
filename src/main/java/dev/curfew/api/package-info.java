/**
 * What applications may call and catch: the timeout's exception and the values that describe a
 * call.
 *
 * <p>Also shipped alone as {@code curfew-api.jar}. Names JDK types only, so that a second copy in a
 * loader of its own works as well. Loaded by the application's loader, or by the system loader out
 * of the agent's jar.
 */
@NullMarked
package dev.curfew.api;

import org.jspecify.annotations.NullMarked;
