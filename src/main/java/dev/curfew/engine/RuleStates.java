package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.config.Configuration;
import dev.curfew.config.Heartbeat;
import dev.curfew.config.Rule;
import dev.curfew.config.TimeoutOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules at run time, found by name and by the site that a call's word carries. Watcher only.
 */
final class RuleStates {
  /** So many rules are made of the names that applications give to calls. */
  private static final int NAMES = 1000;

  private static final String OTHER_NAMES = "other names";

  private final List<RuleState> all = new ArrayList<>();
  private final int configured;
  private final Map<String, RuleState> byName = new HashMap<>();
  private final IntFunction<@Nullable Site> sites;
  private final long outermostTimeout;
  private @Nullable RuleState[] bySite = new @Nullable RuleState[64];

  /** Of the applications' own calls. Any thread. */
  private final AtomicLong shortestAsked = new AtomicLong(Timer.NONE);

  boolean allDisabled;
  private boolean allPaused;
  private long allPausedSince;

  /** Enabled or resumed by an operator: nothing fires before. */
  long armedFrom;

  RuleStates(Configuration configuration, IntFunction<@Nullable Site> sites) {
    this.sites = sites;
    for (Rule rule : configuration.rules()) {
      RuleState state = new RuleState(rule);
      all.add(state);
      byName.put(rule.name(), state);
    }
    configured = all.size();
    Duration outermost = configuration.outermostTimeout();
    outermostTimeout = outermost == null ? Timer.NONE : outermost.toNanos();
  }

  List<RuleState> all() {
    return all;
  }

  @Nullable RuleState named(String name) {
    return byName.get(name);
  }

  @Nullable Site site(int site) {
    return sites.apply(site);
  }

  /** Null for a site that nobody registered. */
  @Nullable RuleState ofSite(int site) {
    if (site < bySite.length) {
      RuleState known = bySite[site];
      if (known != null) {
        return known;
      }
    }
    return lookUp(site);
  }

  private @Nullable RuleState lookUp(int site) {
    Site found = sites.apply(site);
    RuleState state = found == null ? null : byName.get(found.rule().name());
    if (state != null) {
      if (site >= bySite.length) {
        bySite = Arrays.copyOf(bySite, Integer.highestOneBit(site) * 2);
      }
      bySite[site] = state;
    }
    return state;
  }

  /** The rule of an open call; null for a site that nobody registered. */
  @Nullable RuleState ofCall(CurfewCall call, int site) {
    ScopeSpec spec = ScopeSpec.of(call, site);
    return spec == null ? ofSite(site) : ofName(spec.rule());
  }

  /** Applications may make up names without end: those beyond share one rule. */
  private RuleState ofName(Rule wanted) {
    RuleState known = byName.get(wanted.name());
    if (known != null) {
      return known;
    }
    boolean room = all.size() < configured + NAMES;
    RuleState rule = room ? new RuleState(wanted) : byName.get(OTHER_NAMES);
    if (rule == null) {
      rule = new RuleState(named(wanted, OTHER_NAMES));
    }
    if (byName.putIfAbsent(rule.rule.name(), rule) == null) {
      all.add(rule);
      rule.paused.open(allPaused, allPausedSince);
    }
    return rule;
  }

  private static Rule named(Rule rule, String name) {
    return new Rule(name, List.of(), rule.timeout(), rule.warnAt(), rule.grace(), rule.mode());
  }

  /** True when the owner reads the time of its entry. */
  boolean isExact(int site) {
    RuleState rule = ofSite(site);
    return site < ApiSites.FIRST_FREE || (rule != null && rule.rule.options().exact());
  }

  /** The number under which woven code counts the heartbeats of this rule's calls. */
  int numberOf(RuleState rule) {
    return all.indexOf(rule);
  }

  boolean allPaused() {
    return allPaused;
  }

  void pauseAll(boolean pause, long now) {
    allPaused = pause;
    allPausedSince = now;
    for (RuleState rule : all) {
      rule.paused.open(pause || rule.pausedAlone, now);
    }
  }

  void pause(RuleState rule, boolean pause, long now) {
    rule.pausedAlone = pause;
    rule.paused.open(pause || allPaused, now);
  }

  /**
   * The timeout of a call's own; {@link Timer#NONE} when it has the outer call's.
   *
   * @param label null: none
   * @param parent the timer of the call around it; null: none
   */
  long timeoutOf(RuleState rule, Limits limits, @Nullable String label, @Nullable Timer parent) {
    for (TimeoutOverride override : rule.rule.options().overrides()) {
      if (override.matchesLabel(label) && isWithin(parent, override.within())) {
        return override.timeout().toNanos();
      }
    }
    return limits.timeout() == Timer.NONE && parent == null ? outermostTimeout : limits.timeout();
  }

  private static boolean isWithin(@Nullable Timer parent, @Nullable String rule) {
    Timer t = parent;
    while (t != null && rule != null && !t.rule.rule.name().equals(rule)) {
      t = t.parent;
    }
    return rule == null || t != null;
  }

  /** When the watcher has to look at a call for the first time after its stamp. */
  long firstLook(CurfewCall call, int site, long stamp) {
    ScopeSpec spec = ScopeSpec.of(call, site);
    if (spec != null) {
      ofName(spec.rule()); // so that operators see the name of whatever is noticed
      return firstLook(spec, stamp);
    }
    RuleState rule = ofSite(site);
    if (rule == null) {
      return Timer.NONE;
    }
    boolean outermost = call.outer() == null;
    long shortest = shortestTimeout(rule, outermost);
    long look = Math.min(shortest, rule.limits().warnDelay(shortest));
    Heartbeat heartbeat = rule.rule.options().heartbeat();
    if (heartbeat != null) {
      look = Math.min(look, HeartbeatWatch.period(heartbeat.timeout().toNanos()));
    }
    return look == Timer.NONE ? Timer.NONE : stamp + look;
  }

  private static long firstLook(ScopeSpec spec, long stamp) {
    Limits limits = Limits.configured(spec.rule());
    long look = Math.min(limits.timeout(), limits.warnDelay(limits.timeout()));
    if (spec.heartbeatNanos() != Timer.NONE) {
      look = Math.min(look, HeartbeatWatch.period(spec.heartbeatNanos()));
    }
    return look == Timer.NONE ? Timer.NONE : stamp + look;
  }

  private long shortestTimeout(RuleState rule, boolean outermost) {
    long own = rule.limits().timeout();
    return Limits.shortest(
        own == Timer.NONE && outermost ? outermostTimeout : own, rule.rule.options().overrides());
  }

  /** An application asks for this; true: no call had so short a time before. Any thread. */
  boolean isShortestAsked(long nanos) {
    return shortestAsked.get() > nanos && shortestAsked.getAndAccumulate(nanos, Math::min) > nanos;
  }

  /** The shortest time that any call may be open before something is to be done. */
  long shortestTimeout() {
    long shortest = Math.min(outermostTimeout, shortestAsked.get());
    for (RuleState rule : all) {
      shortest = Math.min(shortest, shortestTimeout(rule, false));
      Heartbeat heartbeat = rule.rule.options().heartbeat();
      if (heartbeat != null) {
        shortest = Math.min(shortest, heartbeat.timeout().toNanos());
      }
    }
    return shortest;
  }
}
