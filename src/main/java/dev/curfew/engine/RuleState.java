package dev.curfew.engine;

import dev.curfew.config.Durations;
import dev.curfew.config.Fuse;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule at run time: the limits that hold, operators' switches, its counters. Watcher only. */
final class RuleState {
  final Rule rule;

  /** When this rule's timeouts were paused, by itself or with all. */
  final Intervals paused = new Intervals();

  final @Nullable RuleFuse fuse;
  boolean disabled;
  boolean pausedAlone;

  /** When the fuse disabled the rule; null: it has not, or the rule was enabled since. */
  @Nullable Instant fuseBlownAt;

  /** Enabled or resumed by an operator: nothing fires before. */
  long armedFrom;

  long warned;
  long timedOut;
  long stopped;
  long cancelled;
  long overdue;
  long abandoned;

  /** Of these, how many are still running. */
  int abandonedNow;

  /** New calls are refused because of that. */
  boolean refusing;

  long slowest;

  private final Map<String, LiveOverride> overrides = new LinkedHashMap<>();
  private Limits limits;
  private volatile Mode mode;

  RuleState(Rule rule) {
    this.rule = rule;
    limits = Limits.configured(rule);
    mode = rule.mode();
    Fuse configured = rule.options().fuse();
    fuse = configured == null ? null : new RuleFuse(configured);
  }

  /** Those of calls that begin now. */
  Limits limits() {
    return limits;
  }

  Mode mode() {
    return mode;
  }

  /** True when the rule's calls may be stopped as far as the rule itself is concerned. */
  boolean mayStop() {
    return !disabled && isStopping();
  }

  /** True when the rule's mode is one that stops calls. */
  boolean isStopping() {
    return mode == Mode.INTERRUPT || mode == Mode.FORCE;
  }

  List<LiveOverride> overrides() {
    return List.copyOf(overrides.values());
  }

  /** Takes an operator's change over. */
  void override(RuleSetting setting, EngineClock clock, Origin origin) {
    apply(setting, clock.now());
    overrides.put(
        setting.key(),
        new LiveOverride(
            setting.key(),
            setting.text(),
            configured(setting.key()),
            clock.wall(clock.now()),
            origin));
  }

  private void apply(RuleSetting setting, long now) {
    Limits l = limits;
    if (setting instanceof RuleSetting.Timeout to) {
      limits = new Limits(now, to.timeout().toNanos(), l.warnAt(), l.grace(), l).cut();
    } else if (setting instanceof RuleSetting.WarnAt to) {
      Double fraction = to.fraction();
      limits = new Limits(now, l.timeout(), fraction == null ? 0 : fraction, l.grace(), l).cut();
    } else if (setting instanceof RuleSetting.Grace to) {
      limits = new Limits(now, l.timeout(), l.warnAt(), to.grace().toNanos(), l).cut();
    } else if (setting instanceof RuleSetting.ModeSetting to) {
      mode = to.mode();
    }
  }

  /** Back to what is configured; calls that are open keep their limits. */
  void reset(long now) {
    overrides.clear();
    Limits c = Limits.configured(rule);
    limits = new Limits(now, c.timeout(), c.warnAt(), c.grace(), limits).cut();
    mode = rule.mode();
  }

  private String configured(String key) {
    Duration timeout = rule.timeout();
    Double warnAt = rule.warnAt();
    return switch (key) {
      case "timeout" -> timeout == null ? "" : Durations.print(timeout);
      case "warn-at" -> warnAt == null ? "never" : warnAt.toString();
      case "grace" -> Durations.print(rule.grace());
      case "mode" -> rule.mode().toString();
      default -> throw new IllegalArgumentException(key);
    };
  }
}
