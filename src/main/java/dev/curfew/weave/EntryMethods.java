package dev.curfew.weave;

import dev.curfew.config.Configuration;
import dev.curfew.config.MethodPattern;
import dev.curfew.config.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which methods are entry methods, by names alone. Asked for every class that the JVM loads: a
 * class that no pattern names costs one look-up in a hash table. Immutable.
 */
final class EntryMethods {
  /** A rule's pattern, in the order of the configuration. */
  private record Entry(int order, Rule rule, MethodPattern pattern) {}

  /** By internal name. */
  private final Map<String, List<Entry>> exact = new HashMap<>();

  private final List<Entry> globs = new ArrayList<>();

  EntryMethods(Configuration configuration) {
    int order = 0;
    for (Rule rule : configuration.rules()) {
      for (MethodPattern pattern : rule.methods()) {
        add(new Entry(order++, rule, pattern));
      }
    }
  }

  private void add(Entry entry) {
    if (!entry.pattern.isExactClass()) {
      globs.add(entry);
      return;
    }
    String internalName = entry.pattern.className().replace('.', '/');
    List<Entry> entries = exact.get(internalName);
    if (entries == null) {
      entries = new ArrayList<>();
      exact.put(internalName, entries);
    }
    entries.add(entry);
  }

  /** Null when no method of the class can match. */
  @Nullable Candidates of(String internalName) {
    List<Entry> entries = exact.get(internalName);
    if (globs.isEmpty()) {
      return entries == null ? null : new Candidates(entries);
    }
    String binaryName = internalName.replace('/', '.');
    List<Entry> all = entries == null ? new ArrayList<>() : new ArrayList<>(entries);
    for (int i = 0; i < globs.size(); i++) {
      if (globs.get(i).pattern.matchesClass(binaryName)) {
        all.add(globs.get(i));
      }
    }
    return all.isEmpty() ? null : new Candidates(all);
  }

  /** The patterns that may match a method of one class. */
  static final class Candidates {
    private final List<Entry> entries;

    private Candidates(List<Entry> entries) {
      this.entries = entries;
    }

    /** The rule that has the method: the first of those that match; null: none does. */
    @Nullable Rule ruleFor(String method, String descriptor, boolean synthetic) {
      Entry first = null;
      for (int i = 0; i < entries.size(); i++) {
        Entry e = entries.get(i);
        if ((first == null || e.order < first.order)
            && e.pattern.matchesMethod(method, descriptor)
            && (!synthetic || namesSynthetic(e.pattern))) {
          first = e;
        }
      }
      return first == null ? null : first.rule;
    }

    /** What a compiler made up is meant only by a pattern that spells it, as lambda$run$0. */
    private static boolean namesSynthetic(MethodPattern pattern) {
      return pattern.methodName().indexOf('$') >= 0;
    }
  }
}
