package dev.curfew.weave;

import dev.curfew.config.ClassPattern;
import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import dev.curfew.engine.Site;
import dev.curfew.engine.Sites.RuleOfMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each rule matched: methods woven, methods refused with the reason, and classes that could
 * not be changed. Any thread.
 */
public final class WeaveReport {
  /** Of each kind, so many are named; the rest is counted. */
  private static final int NAMED = 100;

  /** Refused methods and failed classes that are kept; a star can reach any number. */
  private static final int KEPT = 1000;

  private static final int EXAMPLES = 3;

  /** Methods are {@code package.Class#method(descriptor)}. */
  private static final class OfRule {
    final Rule rule;
    final Set<String> woven = new LinkedHashSet<>();
    final Map<String, String> refused = new LinkedHashMap<>();

    OfRule(Rule rule) {
      this.rule = rule;
    }

    /** The woven methods, each with what the user of a rule that follows has to know. */
    List<String> wovenWithNotes() {
      List<String> methods = new ArrayList<>();
      for (String method : woven) {
        String note = noteOn(method);
        methods.add(note == null ? method : method + ": " + note);
      }
      return methods;
    }

    @Nullable String noteOn(String method) {
      return rule.options().follow() ? Results.noteOn(method) : null;
    }

    @Override
    public String toString() {
      return "rule '" + rule.name() + "' (" + rule.methods() + ")";
    }
  }

  private final Map<String, OfRule> rules = new LinkedHashMap<>();
  private final Map<String, String> failedClasses = new LinkedHashMap<>();
  private List<ClassPattern> checkpoints;
  private final Set<String> checkpointedClasses = new HashSet<>();

  /** Empty, for the rules of a configuration. */
  public WeaveReport(Configuration configuration) {
    for (Rule rule : configuration.rules()) {
      rules.put(rule.name(), new OfRule(rule));
    }
    checkpoints = configuration.checkpoints();
  }

  /**
   * Another configuration holds: what is woven and stays so, and what was refused, is its rules'.
   *
   * @param matched the sites that have a rule
   */
  synchronized void take(Configuration configuration, List<Site> matched, RuleOfMethod names) {
    Set<String> woven = new HashSet<>();
    Map<String, String> refused = new LinkedHashMap<>();
    for (OfRule of : rules.values()) {
      woven.addAll(of.woven);
      refused.putAll(of.refused);
    }
    rules.clear();
    for (Rule rule : configuration.rules()) {
      rules.put(rule.name(), new OfRule(rule));
    }
    checkpoints = configuration.checkpoints();
    checkpointedClasses.removeIf(name -> !matchesCheckpoints(name));
    for (Site site : matched) {
      String method = site.methodName() + site.descriptor();
      if (woven.contains(site.className() + "#" + method)) {
        woven(site.rule(), site.className(), method);
      }
    }
    for (Map.Entry<String, String> e : refused.entrySet()) {
      int name = e.getKey().indexOf('#');
      int descriptor = e.getKey().indexOf('(', name);
      String className = e.getKey().substring(0, name);
      Rule rule =
          names.ruleOf(
              className,
              0,
              e.getKey().substring(name + 1, descriptor),
              e.getKey().substring(descriptor));
      if (rule != null) {
        refused(rule, className, e.getKey().substring(name + 1), e.getValue());
      }
    }
  }

  synchronized void woven(Rule rule, String className, String method) {
    OfRule of = rules.get(rule.name());
    if (of != null) {
      of.woven.add(className + "#" + method);
    }
  }

  synchronized void refused(Rule rule, String className, String method, String reason) {
    OfRule of = rules.get(rule.name());
    if (of != null && of.refused.size() < KEPT) {
      of.refused.put(className + "#" + method, reason);
    }
  }

  /** A class has checkpoints, configured ones or for a while. */
  synchronized void checkpointed(String className) {
    if (matchesCheckpoints(className)) {
      checkpointedClasses.add(className);
    }
  }

  private boolean matchesCheckpoints(String className) {
    for (ClassPattern pattern : checkpoints) {
      if (pattern.matches(className)) {
        return true;
      }
    }
    return false;
  }

  /** The class stayed as it was, also if its methods were reported woven before the JVM saw it. */
  synchronized void failed(String className, String reason) {
    if (failedClasses.size() < KEPT) {
      failedClasses.putIfAbsent(className, reason);
    }
    String prefix = className + "#";
    for (OfRule of : rules.values()) {
      for (Iterator<String> i = of.woven.iterator(); i.hasNext(); ) {
        if (i.next().startsWith(prefix)) {
          i.remove();
        }
      }
    }
  }

  /** Methods woven so far. */
  public synchronized int methodsWoven() {
    int count = 0;
    for (OfRule of : rules.values()) {
      count += of.woven.size();
    }
    return count;
  }

  /** For each rule that has no woven method: why, as far as is known now; one line each. */
  public synchronized List<String> idleRules() {
    List<String> lines = new ArrayList<>();
    for (OfRule of : rules.values()) {
      if (of.woven.isEmpty()) {
        lines.add(
            of.refused.isEmpty()
                ? of + " has matched no method yet"
                : of + " matches only methods that can't be woven: " + examples(of.refused));
      }
    }
    if (!checkpoints.isEmpty() && checkpointedClasses.isEmpty()) {
      lines.add("checkpoints " + checkpoints + " have matched no class with a loop yet");
    }
    return lines;
  }

  /** Methods whose work is not followed to its end though their rule follows; one line each. */
  public synchronized List<String> notes() {
    List<String> lines = new ArrayList<>();
    for (OfRule of : rules.values()) {
      for (String method : of.woven) {
        String note = of.noteOn(method);
        if (note != null && lines.size() < NAMED) {
          lines.add("rule '" + of.rule.name() + "', " + method + ": " + note);
        }
      }
    }
    return lines;
  }

  private static String examples(Map<String, String> refused) {
    StringBuilder text = new StringBuilder();
    int n = 0;
    for (Map.Entry<String, String> e : refused.entrySet()) {
      if (n == EXAMPLES) {
        return text.append("; and ").append(refused.size() - n).append(" more").toString();
      }
      text.append(n++ == 0 ? "" : "; ").append(e.getKey()).append(": ").append(e.getValue());
    }
    return text.toString();
  }

  /** Each class that has entry methods and was left as it is, with the reason; one line each. */
  public synchronized List<String> failures() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> e : failedClasses.entrySet()) {
      lines.add("class " + e.getKey() + " was left as it is: " + e.getValue());
    }
    return lines;
  }

  /**
   * The methods woven for a rule so far, some with ": " and a note; none for a rule that is not
   * configured.
   */
  public synchronized List<String> woven(String rule) {
    OfRule of = rules.get(rule);
    return of == null ? List.of() : of.wovenWithNotes();
  }

  /** The methods that a rule matched and that can't be woven, each with the reason. */
  public synchronized List<String> refused(String rule) {
    OfRule of = rules.get(rule);
    return of == null ? List.of() : refused(of);
  }

  private static List<String> refused(OfRule of) {
    List<String> refused = new ArrayList<>();
    for (Map.Entry<String, String> e : of.refused.entrySet()) {
      refused.add(e.getKey() + ": " + e.getValue());
    }
    return refused;
  }

  /** Everything: a line for each rule, its methods below it, the failed classes at the end. */
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (OfRule of : rules.values()) {
      lines.add(of + ": " + of.woven.size() + " woven, " + of.refused.size() + " refused");
      addFirst(lines, "  woven   ", of.wovenWithNotes());
      addFirst(lines, "  refused ", refused(of));
    }
    if (!checkpoints.isEmpty()) {
      lines.add(
          "checkpoints " + checkpoints + ": " + checkpointedClasses.size() + " classes woven");
    }
    addFirst(lines, "", failures());
    return lines;
  }

  private static void addFirst(List<String> lines, String indent, List<String> items) {
    for (int i = 0; i < items.size() && i < NAMED; i++) {
      lines.add(indent + items.get(i));
    }
    if (items.size() > NAMED) {
      lines.add(indent + "and " + (items.size() - NAMED) + " more");
    }
  }
}
