/**
 * The way in: premain and agentmain, the order in which the agent starts, the bridge's definition
 * in {@code java.lang}.
 *
 * <p>Start at {@link dev.curfew.agent.CurfewAgent}. Loaded by the system loader.
 */
@NullMarked
package dev.curfew.agent;

import org.jspecify.annotations.NullMarked;
