package dev.curfew.engine;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Calls and failures by rule, added up from threads, stripes and threads that are gone. Watcher
 * only.
 */
final class CallCounts {
  private static final int SITES = 1 << 12;

  /** Ids follow each other from the last one of an agent before this. */
  private static final int LENGTH = SITES + 2 * Sites.lastBefore();

  /** Calls of the API, by name: they share sites. */
  private final ConcurrentHashMap<String, LongAdder> opened = new ConcurrentHashMap<>();

  private final LineScan lines;
  private final ScopeWheel wheel;
  private final RuleStates rules;
  private long[] goneCalls = new long[LENGTH];
  private long[] goneFailures = new long[LENGTH];

  CallCounts(LineScan lines, ScopeWheel wheel, RuleStates rules) {
    this.lines = lines;
    this.wheel = wheel;
    this.rules = rules;
  }

  /** An application opens a call of this name, or starts a timer. Any thread. */
  void opened(String name) {
    LongAdder known = opened.get(name);
    if (known == null) {
      String shown = opened.size() < RuleStates.NAMES ? name : RuleStates.OTHER_NAMES;
      known = opened.computeIfAbsent(shown, n -> new LongAdder());
    }
    known.increment();
  }

  /** Calls and failures of one rule. */
  record Count(long calls, long failures) {}

  void reclaimLines() {
    growForNewSites();
    lines.reclaim(goneCalls, goneFailures);
  }

  private void growForNewSites() {
    while (rules.site(goneCalls.length - 1) != null) {
      goneCalls = Arrays.copyOf(goneCalls, goneCalls.length * 2);
      goneFailures = Arrays.copyOf(goneFailures, goneFailures.length * 2);
    }
  }

  /** In the order of the rules. */
  Count[] byRule() {
    growForNewSites();
    long[] calls = goneCalls.clone();
    long[] failures = goneFailures.clone();
    lines.addCountsTo(calls, failures);
    wheel.addCountsTo(calls, failures);
    Count[] counts = new Count[rules.all().size()];
    Arrays.fill(counts, new Count(0, 0));
    for (int site = 0; site < calls.length; site++) {
      RuleState rule = calls[site] == 0 ? null : rules.ofSite(site);
      if (rule != null) {
        int i = rules.all().indexOf(rule);
        if (i < 0) {
          continue; // a reload has removed it
        }
        Count c = counts[i];
        counts[i] = new Count(c.calls() + calls[site], c.failures() + failures[site]);
      }
    }
    for (int i = 0; i < counts.length; i++) {
      LongAdder named = opened.get(rules.all().get(i).rule.name());
      if (named != null) {
        counts[i] = new Count(counts[i].calls() + named.sum(), counts[i].failures());
      }
    }
    return counts;
  }
}
