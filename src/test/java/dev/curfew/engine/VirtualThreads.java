package dev.curfew.engine;

import java.lang.reflect.Method;

/** Makes virtual threads, by reflection: the tests are compiled for Java 17. */
final class VirtualThreads {
  private VirtualThreads() {}

  /** Not started; for JDK 21 and later. */
  static Thread unstarted(Runnable body) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Method unstarted =
          Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
      return (Thread) unstarted.invoke(builder, body);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
