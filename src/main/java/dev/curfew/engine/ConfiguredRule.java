package dev.curfew.engine;

import dev.curfew.config.Mode;
import dev.curfew.config.Rule;

/**
 * A rule of the configuration as the engine has taken it over.
 *
 * @param rule as configured
 * @param mode that holds: an operator's, or the configured one
 * @param number under which woven code counts the heartbeats of its calls
 */
public record ConfiguredRule(Rule rule, Mode mode, int number) {}
