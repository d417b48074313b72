package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewParent;
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
 * The rules at run time, found by name and by the site that a call's word carries. A rule that a
 * reload has removed keeps its state, for calls that are open and for the day it comes back.
 * Watcher only.
 */
final class RuleStates {
  /** So many rules are made of the names that applications give to calls. */
  static final int NAMES = 1000;

  static final String OTHER_NAMES = "other names";

  private final List<RuleState> all = new ArrayList<>();
  private int configured;
  private int lastNumber = -1;

  /** Also those that are not in the configuration any more. */
  private final Map<String, RuleState> byName = new HashMap<>();

  private final IntFunction<@Nullable Site> sites;
  private Since<Long> outermostTimeout;
  private @Nullable Since<RuleState>[] bySite = newSites(64);

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
      RuleState state = new RuleState(rule, ++lastNumber);
      all.add(state);
      byName.put(rule.name(), state);
    }
    configured = all.size();
    outermostTimeout = Since.always(outermostOf(configuration));
  }

  private static Long outermostOf(Configuration configuration) {
    Duration outermost = configuration.outermostTimeout();
    return outermost == null ? Timer.NONE : outermost.toNanos();
  }

  /** For calls that begin from now on; those that are open keep their rule and its limits. */
  void reconfigure(Configuration next, long now) {
    List<RuleState> ofApplications = new ArrayList<>(all.subList(configured, all.size()));
    for (RuleState state : all.subList(0, configured)) {
      state.removed = true;
    }
    all.clear();
    for (Rule rule : next.rules()) {
      RuleState known = byName.get(rule.name());
      if (known == null) {
        known = new RuleState(rule, ++lastNumber);
        byName.put(rule.name(), known);
        known.paused.open(allPaused, allPausedSince);
      } else {
        known.reconfigure(rule, now);
      }
      known.removed = false;
      all.add(known);
    }
    configured = all.size();
    ofApplications.removeAll(all);
    all.addAll(ofApplications);
    outermostTimeout = outermostTimeout.then(now, outermostOf(next));
  }

  /** Those of the configuration, in its order. */
  List<ConfiguredRule> configured() {
    List<ConfiguredRule> rules = new ArrayList<>();
    for (RuleState state : all.subList(0, configured)) {
      rules.add(new ConfiguredRule(state.rule, state.mode(), state.number));
    }
    return rules;
  }

  /** Sites may have another rule than before. */
  void sitesChanged(long now) {
    for (int site = 0; site < bySite.length; site++) {
      Since<RuleState> known = bySite[site];
      RuleState state = known == null ? null : configuredFor(site);
      if (known != null && state != null && state != known.value()) {
        bySite[site] = known.then(now, state);
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
  private static @Nullable Since<RuleState>[] newSites(int length) {
    return new Since[length];
  }

  List<RuleState> all() {
    return all;
  }

  /** Null also for one that is not in the configuration any more. */
  @Nullable RuleState named(String name) {
    RuleState known = byName.get(name);
    return known == null || known.removed ? null : known;
  }

  @Nullable Site site(int site) {
    return sites.apply(site);
  }

  /** The rule of calls that begin now; null for a site that nobody registered. */
  @Nullable RuleState ofSite(int site) {
    Since<RuleState> known = known(site);
    return known == null ? null : known.value();
  }

  private @Nullable Since<RuleState> known(int site) {
    Since<RuleState> known = site < bySite.length ? bySite[site] : null;
    return known == null ? lookUp(site) : known;
  }

  private @Nullable RuleState configuredFor(int site) {
    Site found = CurfewParent.isTask(site) ? null : sites.apply(site); // a task has its call's rule
    return found == null ? null : byName.get(found.rule().name());
  }

  private @Nullable Since<RuleState> lookUp(int site) {
    RuleState state = configuredFor(site);
    if (state == null) {
      return null;
    }
    if (site >= bySite.length) {
      bySite = Arrays.copyOf(bySite, Integer.highestOneBit(site) * 2);
    }
    Since<RuleState> known = Since.always(state);
    bySite[site] = known;
    return known;
  }

  /**
   * The rule of an open call; null for a site that nobody registered.
   *
   * @param stamp when the call began
   */
  @Nullable RuleState ofCall(CurfewCall call, int site, long stamp) {
    ScopeSpec spec = ScopeSpec.of(call, site);
    if (spec != null) {
      return ofName(spec.rule());
    }
    Since<RuleState> known = known(site);
    return known == null ? null : known.at(stamp);
  }

  /** Applications may make up names without end: those beyond share one rule. */
  private RuleState ofName(Rule wanted) {
    RuleState known = byName.get(wanted.name());
    if (known != null) {
      if (known.removed) { // a configured rule had the name once
        known.removed = false;
        all.add(known);
      }
      return known;
    }
    boolean room = all.size() < configured + NAMES;
    RuleState rule = room ? new RuleState(wanted, ++lastNumber) : byName.get(OTHER_NAMES);
    if (rule == null) {
      rule = new RuleState(named(wanted, OTHER_NAMES), ++lastNumber);
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
   * @param limits that held when it began
   * @param label null: none
   * @param parent the timer of the call around it; null: none
   * @param stamp when it began
   */
  long timeoutOf(Limits limits, @Nullable String label, @Nullable Timer parent, long stamp) {
    for (TimeoutOverride override : limits.options().overrides()) {
      if (override.matchesLabel(label) && isWithin(parent, override.within())) {
        return override.timeout().toNanos();
      }
    }
    return limits.timeout() == Timer.NONE && parent == null
        ? outermostTimeout.at(stamp)
        : limits.timeout();
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
    if (Tasks.isLate(call)) {
      return stamp;
    }
    if (CurfewParent.isTask(site)) {
      return Timer.NONE;
    }
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
        own == Timer.NONE && outermost ? outermostTimeout.value() : own,
        rule.rule.options().overrides());
  }

  /** An application asks for this; true: no call had so short a time before. Any thread. */
  boolean isShortestAsked(long nanos) {
    return shortestAsked.get() > nanos && shortestAsked.getAndAccumulate(nanos, Math::min) > nanos;
  }

  /** The shortest time that any call may be open before something is to be done. */
  long shortestTimeout() {
    long shortest = Math.min(outermostTimeout.value(), shortestAsked.get());
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
