package dev.curfew.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One configured entry: which methods, which timeout, which policy. Defaults are already filled in.
 *
 * @param name plain (letters, digits, blank, dot, dash, underscore), unique in its configuration
 * @param methods at least one
 * @param timeout own limit; null: the deadline of the call around it, or {@link
 *     Configuration#outermostTimeout()} when there is none around it
 * @param warnAt fraction of the timeout after which to warn, strictly between 0 and 1; null: never
 * @param grace time between the interrupt and what comes after it
 * @param mode the configured mode
 */
public record Rule(
    String name,
    List<MethodPattern> methods,
    @Nullable Duration timeout,
    @Nullable Double warnAt,
    Duration grace,
    Mode mode) {

  public Rule {
    methods = List.copyOf(methods);
  }
}
