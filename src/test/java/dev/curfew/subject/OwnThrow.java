package dev.curfew.subject;

import java.util.concurrent.atomic.AtomicInteger;

/** Methods that catch whatever is thrown around their returns; javac's code. */
@SuppressWarnings({"finally", "Finally", "EmptyCatch"})
public final class OwnThrow {
  /** Counts what the methods did with an exception; it has to stay 0. */
  public static final AtomicInteger CAUGHT = new AtomicInteger();

  private OwnThrow() {}

  private static int work() {
    return 1;
  }

  public static Object catchesAll() {
    try {
      return work();
    } catch (Throwable t) {
      CAUGHT.incrementAndGet();
      return "caught";
    }
  }

  public static void catchesAllReturnsNothing() {
    try {
      work();
      return;
    } catch (Throwable t) {
      CAUGHT.incrementAndGet();
    }
    work();
  }

  public static long returnsInFinally() {
    try {
      return work();
    } finally {
      return 2L;
    }
  }

  public static double returnsInCatch() {
    try {
      return 1.0 / work();
    } catch (RuntimeException e) {
      CAUGHT.incrementAndGet();
      return -1;
    } finally {
      work();
    }
  }

  /** A swallowed timeout would keep it here for ever. */
  public static String loops() {
    for (int i = 0; ; i++) {
      try {
        if (i == 3) {
          return "third" + work();
        }
      } catch (Throwable t) {
        if (CAUGHT.incrementAndGet() > 10) {
          return "caught";
        }
      } finally {
        work();
      }
    }
  }

  public static int nested() {
    try {
      try {
        return work();
      } catch (IllegalStateException e) {
        CAUGHT.incrementAndGet();
        return 10;
      } finally {
        work();
      }
    } catch (RuntimeException e) {
      CAUGHT.incrementAndGet();
      return 20;
    }
  }

  public static int withLock() {
    Object lock = new Object();
    try {
      synchronized (lock) {
        return work();
      }
    } catch (Throwable t) {
      CAUGHT.incrementAndGet();
      return 30;
    }
  }

  public static int withResource() {
    try (AutoCloseable resource = OwnThrow::work) {
      return resource.hashCode() == 0 ? 1 : 2;
    } catch (Throwable t) {
      CAUGHT.incrementAndGet();
      return 40;
    }
  }

  public static boolean branches() {
    try {
      return work() > 0 ? work() > 1 : work() < 0;
    } catch (Throwable t) {
      CAUGHT.incrementAndGet();
      return true;
    }
  }
}
