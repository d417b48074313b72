package dev.curfew.weave;

import dev.curfew.config.Configuration;
import dev.curfew.config.Heartbeat;
import dev.curfew.config.MethodPattern;
import dev.curfew.config.Rule;
import dev.curfew.engine.ConfiguredRule;
import java.util.ArrayList;
import java.util.List;

/** Which methods are heartbeats of which rules, by names alone. Immutable. */
final class HeartbeatMethods {
  /** A pattern, and the number of its rule. */
  private record Entry(int number, MethodPattern pattern) {}

  private final List<Entry> entries = new ArrayList<>();

  /** At the start: a rule's number is its place in the configuration. */
  HeartbeatMethods(Configuration configuration) {
    List<Rule> rules = configuration.rules();
    for (int number = 0; number < rules.size(); number++) {
      add(rules.get(number), number);
    }
  }

  /** After a reload: rules that have stayed have kept their numbers. */
  HeartbeatMethods(List<ConfiguredRule> rules) {
    for (ConfiguredRule each : rules) {
      add(each.rule(), each.number());
    }
  }

  private void add(Rule rule, int number) {
    Heartbeat heartbeat = rule.options().heartbeat();
    if (heartbeat != null) {
      for (MethodPattern pattern : heartbeat.methods()) {
        entries.add(new Entry(number, pattern));
      }
    }
  }

  /** Equal for two configurations when the same is woven into the class's heartbeat methods. */
  List<Object> woven(String binaryName) {
    List<Object> woven = new ArrayList<>();
    for (Entry e : entries) {
      if (e.pattern.matchesClass(binaryName)) {
        woven.add(e);
      }
    }
    return woven;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** True when methods of the class, by its internal or its binary name, may be heartbeats. */
  boolean mayBeIn(String name) {
    if (entries.isEmpty() || Refusals.isOwn(name.replace('.', '/'))) {
      return false;
    }
    String binaryName = name.replace('/', '.');
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).pattern.matchesClass(binaryName)) {
        return true;
      }
    }
    return false;
  }

  /** The numbers of the rules whose heartbeat the method is. */
  List<Integer> numbersOf(String internalName, String method, String descriptor) {
    List<Integer> numbers = new ArrayList<>();
    String binaryName = internalName.replace('/', '.');
    for (int i = 0; i < entries.size(); i++) {
      Entry e = entries.get(i);
      if (e.pattern.matchesClass(binaryName)
          && e.pattern.matchesMethod(method, descriptor)
          && !numbers.contains(e.number)) {
        numbers.add(e.number);
      }
    }
    return numbers;
  }
}
