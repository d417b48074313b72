package dev.curfew.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One configured entry: which methods, which timeout, which policy. Defaults are already filled in.
 * Immutable.
 *
 * @param name plain (letters, digits, blank, dot, dash, underscore), unique in its configuration
 * @param methods at least one in every rule that was loaded
 * @param timeout own limit, longer than 0; null: the deadline of the call around it, or {@link
 *     Configuration#outermostTimeout()} when there is none around it
 * @param warnAt fraction of the timeout after which to warn, strictly between 0 and 1; null: never
 * @param grace time between the interrupt and what comes after it, not negative
 * @param mode the configured mode
 * @param options what only some rules have
 */
public record Rule(
    String name,
    List<MethodPattern> methods,
    @Nullable Duration timeout,
    @Nullable Double warnAt,
    Duration grace,
    Mode mode,
    RuleOptions options) {

  /** A rule without options. */
  public Rule(
      String name,
      List<MethodPattern> methods,
      @Nullable Duration timeout,
      @Nullable Double warnAt,
      Duration grace,
      Mode mode) {
    this(name, methods, timeout, warnAt, grace, mode, RuleOptions.NONE);
  }

  public Rule {
    methods = List.copyOf(methods);
    require(RuleNames.isPlain(name), name, "has a name that is not plain");
    require(timeout == null || isPositive(timeout), name, "has a timeout that is not above 0");
    require(warnAt == null || (warnAt > 0 && warnAt < 1), name, "warns outside of 0 to 1");
    require(!grace.isNegative(), name, "has a negative grace");
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String name, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("rule " + Problem.quote(name) + " " + otherwise);
    }
  }
}
