package dev.curfew.enforce;

/** Says what keeps a thread from ending its call. */
final class Obstacles {
  private Obstacles() {}

  /**
   * In words that end such as "waits for the lock java.util.concurrent.locks.ReentrantLock... that
   * thread 31 (writer) holds" or "runs in com.acme.Loop.spin(Loop.java:12)".
   *
   * @param stack the thread's, as it was a moment ago
   */
  static String of(Thread thread, boolean virtual, StackTraceElement[] stack) {
    String lock = virtual ? null : ThreadFacts.awaitedLock(thread);
    if (lock != null) {
      return lock;
    }
    if (stack.length == 0) {
      return thread.isAlive() ? "its stack can't be seen" : "its thread has ended";
    }
    if (thread.getState() != Thread.State.RUNNABLE) {
      return "waits in " + waitedFor(stack);
    }
    return (stack[0].isNativeMethod() ? "is in native code, in " : "runs in ") + stack[0];
  }

  /** What the application, or the JDK for it, has called in order to wait. */
  private static StackTraceElement waitedFor(StackTraceElement[] stack) {
    int frame = 0;
    while (frame < stack.length - 1 && isMachinery(stack[frame].getClassName())) {
      frame++;
    }
    return stack[frame];
  }

  private static boolean isMachinery(String className) {
    return className.startsWith("jdk.internal.")
        || className.startsWith("java.util.concurrent.locks.LockSupport")
        || className.startsWith("java.util.concurrent.locks.AbstractQueued")
        || className.startsWith("java.util.concurrent.ForkJoinPool");
  }
}
