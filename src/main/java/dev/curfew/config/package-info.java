/**
 * Rules: parsed from YAML or from the agent's argument, validated as a whole, kept as one immutable
 * {@link dev.curfew.config.Configuration}.
 *
 * <p>Start at {@link dev.curfew.config.ConfigurationLoader}. Loaded by the system loader, in
 * premain: what it needs for an argument of pairs costs start-up, so that way uses no regular
 * expression, lambda, stream or {@code java.nio.file}; YAML is loaded only when a file is named.
 */
@NullMarked
package dev.curfew.config;

import org.jspecify.annotations.NullMarked;
