package dev.curfew.engine;

import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules at run time, found by name and by the site that a call's word carries. Watcher only.
 */
final class RuleStates {
  private final List<RuleState> all = new ArrayList<>();
  private final Map<String, RuleState> byName = new HashMap<>();
  private final IntFunction<@Nullable Site> sites;
  private final long outermostTimeout;
  private @Nullable RuleState[] bySite = new @Nullable RuleState[64];
  boolean allDisabled;

  /** Enabled again by an operator: nothing fires before. */
  long armedFrom;

  RuleStates(Configuration configuration, IntFunction<@Nullable Site> sites) {
    this.sites = sites;
    for (Rule rule : configuration.rules()) {
      RuleState state = new RuleState(rule);
      all.add(state);
      byName.put(rule.name(), state);
    }
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

  /** The own timeout of a call of this rule; {@link Timer#NONE} when it has the outer call's. */
  long timeoutOf(RuleState rule, boolean outermost) {
    return rule.timeout == Timer.NONE && outermost ? outermostTimeout : rule.timeout;
  }

  /** When the watcher has to look at a call for the first time after its stamp. */
  long firstLook(int site, boolean outermost, long stamp) {
    RuleState rule = ofSite(site);
    if (rule == null) {
      return Timer.NONE;
    }
    long timeout = timeoutOf(rule, outermost);
    return timeout == Timer.NONE ? Timer.NONE : stamp + Math.min(timeout, rule.warnDelay(timeout));
  }

  /** The shortest timeout that any call may have. */
  long shortestTimeout() {
    long shortest = outermostTimeout;
    for (RuleState rule : all) {
      shortest = Math.min(shortest, rule.timeout);
    }
    return shortest;
  }
}
