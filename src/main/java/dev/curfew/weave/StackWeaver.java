package dev.curfew.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Puts checkpoints into the classes on the stack of a call that is to be ended: at their loops and
 * where their methods begin. Frames that run already keep their old code; what they call is new. So
 * this ends recursion, a regular expression that backtracks for ever, and loops that call methods
 * of these classes; not a loop that calls nothing.
 *
 * <p>Of the JDK only classes are changed whose objects belong to one computation, so that a stop in
 * the middle breaks nothing for others. Any thread.
 */
public final class StackWeaver {
  /**
   * What computes and may take for ever; no collections, no sorts (which end, and would leave a
   * list half sorted), no I/O, nothing that holds locks, nothing that a look at the stack runs
   * through.
   */
  private static final String[] OF_JDK = {
    "java.util.regex.",
    "java.math.",
    "java.text.",
    "java.util.Formatter",
    "java.util.Scanner",
    "com.sun.org.apache.xalan.",
    "com.sun.org.apache.xerces.",
    "com.sun.org.apache.xml.",
    "com.sun.org.apache.xpath.",
  };

  private final Instrumentation instrumentation;

  /** Weak: it must not keep an application that is taken out. */
  private final Set<Class<?>> woven =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  public StackWeaver(CurfewTransformer transformer, Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
    transformer.giveCheckpointsAtEntries(woven::contains);
  }

  /**
   * Weaves the classes of these frames. The bridge's checkpoints have to be defined.
   *
   * @return the names of those that had no such checkpoints before, sorted
   */
  public synchronized List<String> weave(StackTraceElement[] frames) {
    List<Class<?>> classes = notYetWoven(namesOf(frames));
    woven.addAll(classes);
    List<String> names = new ArrayList<>();
    for (Class<?> c : retransform(classes)) {
      if (!names.contains(c.getName())) { // another loader may have one of that name
        names.add(c.getName());
      }
    }
    Collections.sort(names);
    return names;
  }

  private static Set<String> namesOf(StackTraceElement[] frames) {
    Set<String> names = new HashSet<>();
    for (StackTraceElement frame : frames) {
      if (mayBeWoven(frame.getClassName())) {
        names.add(frame.getClassName());
      }
    }
    return names;
  }

  static boolean mayBeWoven(String className) {
    String internalName = className.replace('.', '/');
    return !Refusals.isOwn(internalName)
        && (!EntryMethods.isOfJdk(internalName) || isSafe(className));
  }

  private static boolean isSafe(String className) {
    for (String prefix : OF_JDK) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private List<Class<?>> notYetWoven(Set<String> names) {
    List<Class<?>> classes = new ArrayList<>();
    if (!names.isEmpty()) {
      for (Class<?> c : instrumentation.getAllLoadedClasses()) {
        if (names.contains(c.getName())
            && !woven.contains(c)
            && instrumentation.isModifiableClass(c)) { // hidden ones, as of lambdas, are not
          classes.add(c);
        }
      }
    }
    return classes;
  }

  /** Gives all classes the code back that they had, because checks at entries have a price. */
  public synchronized void restore() {
    List<Class<?>> classes;
    synchronized (woven) { // for iterating
      classes = new ArrayList<>(woven);
      woven.clear();
    }
    retransform(classes);
  }

  /** Answers with those that could be changed. */
  private List<Class<?>> retransform(List<Class<?>> classes) {
    List<Class<?>> changed = new ArrayList<>(classes);
    if (classes.isEmpty()) {
      return changed;
    }
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    } catch (Throwable e) { // one class that the JVM refuses fails all
      changed.removeIf(c -> !retransformAlone(c));
    }
    return changed;
  }

  private boolean retransformAlone(Class<?> c) {
    try {
      instrumentation.retransformClasses(c);
      return true;
    } catch (Throwable e) {
      return false; // it stays as it is
    }
  }
}
