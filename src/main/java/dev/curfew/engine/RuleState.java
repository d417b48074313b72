package dev.curfew.engine;

import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.time.Duration;
import java.util.Locale;

/**
 * A rule at run time: its times in nanoseconds, the operator's switch, its counters. Watcher only.
 */
final class RuleState {
  final Rule rule;
  final long timeout;
  final long grace;
  boolean disabled;

  /** Enabled again by an operator: nothing fires before. */
  long armedFrom;

  long warned;
  long timedOut;
  long stopped;
  long cancelled;
  long overdue;
  long abandoned;

  RuleState(Rule rule) {
    this.rule = rule;
    Duration own = rule.timeout();
    timeout = own == null ? Timer.NONE : own.toNanos();
    grace = rule.grace().toNanos();
  }

  /** Delay of the warning after the call's start; {@link Timer#NONE} for never. */
  long warnDelay(long timeout) {
    Double at = rule.warnAt();
    return at == null || timeout == Timer.NONE ? Timer.NONE : (long) (timeout * at.doubleValue());
  }

  /** True when the rule's calls may be stopped as far as the rule itself is concerned. */
  boolean mayStop() {
    return !disabled && (rule.mode() == Mode.INTERRUPT || rule.mode() == Mode.FORCE);
  }

  String modeName() {
    return rule.mode().name().toLowerCase(Locale.ROOT);
  }
}
