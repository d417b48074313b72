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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A rule at run time: the limits that hold, operators' switches, its counters. Watcher only. */
final class RuleState {
  /** Under which woven code counts the heartbeats of its calls; never another rule's. */
  final int number;

  /** As it is configured now; another one after a reload. Written by the watcher. */
  volatile Rule rule;

  /** When this rule's timeouts were paused, by itself or with all. */
  final Intervals paused = new Intervals();

  @Nullable RuleFuse fuse;

  /** True while a reload has taken it out of the configuration. */
  boolean removed;

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

  /** The same for the engine, by key. */
  private final Map<String, RuleSetting> settings = new LinkedHashMap<>();

  private Limits limits;
  private volatile Mode mode;

  RuleState(Rule rule, int number) {
    this.rule = rule;
    this.number = number;
    limits = Limits.configured(rule);
    mode = rule.mode();
    fuse = fuseOf(rule);
  }

  private static @Nullable RuleFuse fuseOf(Rule rule) {
    Fuse configured = rule.options().fuse();
    return configured == null ? null : new RuleFuse(configured);
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
    settings.put(setting.key(), setting);
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
    if (setting instanceof RuleSetting.ModeSetting to) {
      mode = to.mode();
    } else {
      limits = changed(limits, setting).from(now, limits);
    }
  }

  private static Limits changed(Limits l, RuleSetting setting) {
    if (setting instanceof RuleSetting.Timeout to) {
      return l.withTimeout(to.timeout().toNanos());
    }
    if (setting instanceof RuleSetting.WarnAt to) {
      Double fraction = to.fraction();
      return l.withWarnAt(fraction == null ? 0 : fraction);
    }
    return setting instanceof RuleSetting.Grace to ? l.withGrace(to.grace().toNanos()) : l;
  }

  /** Back to what is configured; calls that are open keep their limits. */
  void reset(long now) {
    settings.clear();
    overrides.clear();
    reconfigure(rule, now);
  }

  /**
   * The configuration has the rule like this from now on; what operators have changed stays
   * changed, and calls that are open keep their limits.
   */
  void reconfigure(Rule to, long now) {
    if (!Objects.equals(to.options().fuse(), rule.options().fuse())) {
      fuse = fuseOf(to);
    }
    rule = to;
    mode = to.mode();
    Limits changed = Limits.configured(to);
    for (RuleSetting setting : settings.values()) {
      if (setting instanceof RuleSetting.ModeSetting mine) {
        mode = mine.mode();
      } else {
        changed = changed(changed, setting);
      }
    }
    limits = changed.from(now, limits);
    overrides.replaceAll((key, o) -> o.configured(configured(key)));
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
