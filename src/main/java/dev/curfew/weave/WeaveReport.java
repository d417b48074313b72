package dev.curfew.weave;

import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each rule matched: methods woven, and methods refused with the reason. Any thread. */
public final class WeaveReport {
  /** Of each, so many are named; the rest is counted. */
  private static final int NAMED = 100;

  private static final class OfRule {
    final Rule rule;
    final Set<String> woven = new LinkedHashSet<>();
    final Map<String, String> refused = new LinkedHashMap<>();

    OfRule(Rule rule) {
      this.rule = rule;
    }
  }

  private final Map<String, OfRule> rules = new LinkedHashMap<>();
  private final Map<String, String> failedClasses = new LinkedHashMap<>();

  /** Empty, for the rules of a configuration. */
  public WeaveReport(Configuration configuration) {
    for (Rule rule : configuration.rules()) {
      rules.put(rule.name(), new OfRule(rule));
    }
  }

  synchronized void woven(Rule rule, String method) {
    OfRule of = rules.get(rule.name());
    if (of != null) {
      of.woven.add(method);
    }
  }

  /** True the first time that this method is refused. */
  synchronized boolean refused(Rule rule, String method, String reason) {
    OfRule of = rules.get(rule.name());
    return of != null && of.refused.put(method, reason) == null;
  }

  synchronized void failed(String className, String reason) {
    failedClasses.put(className, reason);
  }

  /** Methods woven so far. */
  public synchronized int methodsWoven() {
    int count = 0;
    for (OfRule of : rules.values()) {
      count += of.woven.size();
    }
    return count;
  }

  /** For each rule that has no woven method: why, as far as is known now. */
  public synchronized List<String> idleRules() {
    List<String> lines = new ArrayList<>();
    for (OfRule of : rules.values()) {
      if (!of.woven.isEmpty()) {
        continue;
      }
      if (of.refused.isEmpty()) {
        lines.add("rule '" + of.rule.name() + "' has matched no method yet: " + of.rule.methods());
      } else {
        lines.add(
            "rule '"
                + of.rule.name()
                + "' matches only methods that can't be woven: "
                + of.refused);
      }
    }
    return lines;
  }

  /** Everything, one line per rule and method. */
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (OfRule of : rules.values()) {
      lines.add(
          "rule '"
              + of.rule.name()
              + "' "
              + of.rule.methods()
              + ": "
              + of.woven.size()
              + " woven, "
              + of.refused.size()
              + " refused");
      addFirst(lines, of.woven, "  woven   ");
      List<String> refused = new ArrayList<>();
      for (Map.Entry<String, String> e : of.refused.entrySet()) {
        refused.add(e.getKey() + ": " + e.getValue());
      }
      addFirst(lines, refused, "  refused ");
    }
    for (Map.Entry<String, String> e : failedClasses.entrySet()) {
      lines.add("class " + e.getKey() + " was left as it is: " + e.getValue());
    }
    return lines;
  }

  private static void addFirst(List<String> lines, Iterable<String> items, String indent) {
    int n = 0;
    for (String item : items) {
      if (++n > NAMED) {
        lines.add(indent + "and more");
        return;
      }
      lines.add(indent + item);
    }
  }
}
