package dev.curfew.engine;

import dev.curfew.config.Rule;
import dev.curfew.config.RuleOptions;
import dev.curfew.config.TimeoutOverride;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The times that a rule gives to calls that begin from a moment on. A call keeps those that held
 * when it began, whatever an operator changes later.
 *
 * @param since when they began to hold, on the engine's clock
 * @param timeout nanoseconds; {@link Timer#NONE} for none of its own
 * @param warnAt fraction of the timeout; 0 for never
 * @param grace nanoseconds
 * @param options the rule's, with the overrides of its timeout
 * @param previous what held before; null: nothing
 */
record Limits(
    long since,
    long timeout,
    double warnAt,
    long grace,
    RuleOptions options,
    @Nullable Limits previous) {
  /** Of calls that began before so many changes the oldest known limits hold. */
  private static final int KEPT = 16;

  static Limits configured(Rule rule) {
    Duration own = rule.timeout();
    Double warnAt = rule.warnAt();
    return new Limits(
        0,
        own == null ? Timer.NONE : own.toNanos(),
        warnAt == null ? 0 : warnAt,
        rule.grace().toNanos(),
        rule.options(),
        null);
  }

  /** Those of calls that begin at this time or later; what held before is remembered. */
  Limits from(long time, Limits before) {
    return new Limits(time, timeout, warnAt, grace, options, before).cut();
  }

  Limits withTimeout(long nanos) {
    return new Limits(since, nanos, warnAt, grace, options, previous);
  }

  Limits withWarnAt(double fraction) {
    return new Limits(since, timeout, fraction, grace, options, previous);
  }

  Limits withGrace(long nanos) {
    return new Limits(since, timeout, warnAt, nanos, options, previous);
  }

  /** Those that held at this time. */
  Limits at(long time) {
    Limits limits = this;
    while (limits.since > time && limits.previous != null) {
      limits = limits.previous;
    }
    return limits;
  }

  /** The same without what held too long ago. */
  Limits cut() {
    return cut(this, KEPT);
  }

  private static Limits cut(Limits limits, int keep) {
    Limits previous = limits.previous;
    return new Limits(
        limits.since,
        limits.timeout,
        limits.warnAt,
        limits.grace,
        limits.options,
        previous == null || keep == 0 ? null : cut(previous, keep - 1));
  }

  /** Delay of the warning after the call's start; {@link Timer#NONE} for never. */
  long warnDelay(long timeout) {
    return warnAt == 0 || timeout == Timer.NONE ? Timer.NONE : (long) (timeout * warnAt);
  }

  /** The shortest timeout that a call may have whose rule has these. */
  static long shortest(long timeout, Iterable<TimeoutOverride> overrides) {
    long shortest = timeout;
    for (TimeoutOverride override : overrides) {
      shortest = Math.min(shortest, override.timeout().toNanos());
    }
    return shortest;
  }
}
