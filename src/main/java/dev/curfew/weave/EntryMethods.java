package dev.curfew.weave;

import dev.curfew.config.Configuration;
import dev.curfew.config.LabelTemplate;
import dev.curfew.config.MethodPattern;
import dev.curfew.config.Rule;
import dev.curfew.config.RuleOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Which methods are entry methods, by names alone. Asked for every class that the JVM loads: a
 * class that no pattern names costs one look-up in a hash table. Immutable.
 *
 * <p>Globs leave the agent's own classes out, and one that begins with a star leaves the JDK's out
 * too: {@code **.*Job#run} means the application. What a glob still reaches by mistake, and what is
 * named exactly, is refused with a reason later.
 */
final class EntryMethods {
  /** A rule's pattern, in the order of the configuration. */
  private record Entry(int order, Rule rule, MethodPattern pattern) {}

  /** How the names begin of all classes that the boot loader has of its own. */
  private static final String[] ROOTS_OF_JDK = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.", "netscape."
  };

  /** By internal name. */
  private final Map<String, List<Entry>> exact = new HashMap<>();

  /** The keys of that as binary names. */
  private final Set<String> exactBinary = new HashSet<>();

  private final List<Entry> globs = new ArrayList<>();
  private boolean mayBeInJdk;

  EntryMethods(Configuration configuration) {
    int order = 0;
    for (Rule rule : configuration.rules()) {
      for (MethodPattern pattern : rule.methods()) {
        add(new Entry(order++, rule, pattern));
      }
    }
  }

  private void add(Entry entry) {
    mayBeInJdk |= mayNameJdk(entry.pattern.className());
    if (!entry.pattern.isExactClass()) {
      globs.add(entry);
      return;
    }
    exactBinary.add(entry.pattern.className());
    String internalName = entry.pattern.className().replace('.', '/');
    List<Entry> entries = exact.get(internalName);
    if (entries == null) {
      entries = new ArrayList<>();
      exact.put(internalName, entries);
    }
    entries.add(entry);
  }

  /**
   * As {@link #of}, by the class's binary name: asked at the start for each of a thousand loaded
   * classes, whose names would have to be converted for nothing.
   */
  boolean mayBeIn(String binaryName) {
    return exactBinary.contains(binaryName)
        || (!globs.isEmpty() && of(binaryName.replace('.', '/')) != null);
  }

  /** False: no class of the JDK's that the boot loader loads can match. */
  boolean mayBeInJdk() {
    return mayBeInJdk;
  }

  /** By what comes before its first star; a glob that begins with one leaves them out. */
  private static boolean mayNameJdk(String pattern) {
    int star = pattern.indexOf('*');
    String start = star < 0 ? pattern : pattern.substring(0, star);
    for (String root : ROOTS_OF_JDK) {
      if (star != 0 && (start.startsWith(root) || root.startsWith(start))) {
        return true;
      }
    }
    return false;
  }

  /** Null when no method of the class can match. */
  @Nullable Candidates of(String internalName) {
    List<Entry> entries = exact.get(internalName);
    if (globs.isEmpty() || Refusals.isOwn(internalName)) {
      return entries == null ? null : new Candidates(entries);
    }
    String binaryName = internalName.replace('/', '.');
    boolean ofJdk = isOfJdk(internalName);
    List<Entry> all = entries == null ? new ArrayList<>() : new ArrayList<>(entries);
    for (int i = 0; i < globs.size(); i++) {
      MethodPattern pattern = globs.get(i).pattern;
      if (!(ofJdk && pattern.className().charAt(0) == '*') && pattern.matchesClass(binaryName)) {
        all.add(globs.get(i));
      }
    }
    return all.isEmpty() ? null : new Candidates(all);
  }

  static boolean isOfJdk(String internalName) {
    return internalName.startsWith("java/")
        || internalName.startsWith("jdk/")
        || internalName.startsWith("sun/")
        || internalName.startsWith("com/sun/");
  }

  /** The rule that has a method; null: none has. */
  @Nullable Rule ruleOf(String className, int access, String method, String descriptor) {
    Candidates candidates = of(className.replace('.', '/'));
    return candidates == null ? null : candidates.ruleFor(access, method, descriptor);
  }

  /** What of a rule goes into the code, beside the site. */
  private record Woven(
      MethodPattern pattern,
      boolean exact,
      @Nullable LabelTemplate label,
      boolean overridden,
      boolean follow) {}

  /** Equal for two configurations when the same is woven into the class's entry methods. */
  List<Object> woven(String binaryName) {
    Candidates candidates = of(binaryName.replace('.', '/'));
    List<Object> woven = new ArrayList<>();
    if (candidates != null) {
      List<Entry> entries = new ArrayList<>(candidates.entries);
      entries.sort(Comparator.comparingInt(Entry::order));
      for (Entry e : entries) {
        RuleOptions options = e.rule.options();
        woven.add(
            new Woven(
                e.pattern,
                options.exact(),
                options.label(),
                !options.overrides().isEmpty(),
                options.follow()));
      }
    }
    return woven;
  }

  /** The patterns that may match a method of one class. */
  static final class Candidates {
    private final List<Entry> entries;

    private Candidates(List<Entry> entries) {
      this.entries = entries;
    }

    /** The rule that has the method: the first of those that match; null: none does. */
    @Nullable Rule ruleFor(int access, String method, String descriptor) {
      boolean madeUp = isMadeUp(access);
      Entry first = null;
      for (int i = 0; i < entries.size(); i++) {
        Entry e = entries.get(i);
        if ((first == null || e.order < first.order)
            && e.pattern.matchesMethod(method, descriptor)
            && (!madeUp || spellsMadeUp(e.pattern))) {
          first = e;
        }
      }
      return first == null ? null : first.rule;
    }

    /** By the compiler, under a name that is not in the source (a bridge has one that is). */
    private static boolean isMadeUp(int access) {
      return (access & Opcodes.ACC_SYNTHETIC) != 0 && (access & Opcodes.ACC_BRIDGE) == 0;
    }

    /** What a compiler made up is meant only by a pattern that spells it, as lambda$run$0. */
    private static boolean spellsMadeUp(MethodPattern pattern) {
      return pattern.methodName().indexOf('$') >= 0;
    }
  }
}
