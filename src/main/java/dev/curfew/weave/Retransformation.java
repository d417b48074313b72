package dev.curfew.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Has classes that are loaded woven again, some at a time. One thread. */
final class Retransformation {
  /** Each batch stops the whole JVM once, for as long as it takes to swap its classes. */
  private static final int BATCH = 100;

  private final Instrumentation instrumentation;
  private final WeaveReport report;
  private final List<Class<?>> batch = new ArrayList<>();
  private int count;

  /**
   * @param report told of classes that can't be changed
   */
  Retransformation(Instrumentation instrumentation, WeaveReport report) {
    this.instrumentation = instrumentation;
    this.report = report;
  }

  /** Now or a little later; a class that can't be changed at all is passed over. */
  void add(Class<?> c) {
    if (instrumentation.isModifiableClass(c)) { // arrays are not, nor hidden ones, as of lambdas
      batch.add(c);
      count++;
      if (batch.size() == BATCH) {
        retransform();
      }
    }
  }

  /** The rest; how many classes there were in all. */
  int finish() {
    retransform();
    return count;
  }

  private void retransform() {
    if (batch.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
    } catch (Throwable e) { // one class that the JVM refuses fails all
      for (int i = 0; i < batch.size(); i++) {
        retransformAlone(batch.get(i));
      }
    }
    batch.clear();
  }

  private void retransformAlone(Class<?> c) {
    try {
      instrumentation.retransformClasses(c);
    } catch (Throwable e) {
      report.failed(c.getName(), "it was loaded before and can't be changed: " + e);
    }
  }
}
