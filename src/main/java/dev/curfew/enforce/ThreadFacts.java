package dev.curfew.enforce;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM tells of threads through java.management: nothing of virtual ones, nor without it.
 */
final class ThreadFacts {
  private static final long UNKNOWN = -1;
  private static final long NOTABLE_NANOS = 100_000;

  private ThreadFacts() {}

  /** In nanoseconds; {@link #UNKNOWN} where it can't be had. */
  static long usedBy(Thread thread) {
    ThreadMXBean threads = threads();
    try {
      return threads == null ? UNKNOWN : threads.getThreadCpuTime(thread.getId());
    } catch (RuntimeException e) {
      return UNKNOWN;
    }
  }

  /** True also when it can't be known. */
  static boolean hasUsedSince(Thread thread, long before) {
    long now = usedBy(thread);
    return before == UNKNOWN || now == UNKNOWN || now - before >= NOTABLE_NANOS;
  }

  /** The stack however deep it is; where that can't be had, what is known of it. */
  static StackTraceElement[] wholeStack(Thread thread, StackTraceElement[] known) {
    ThreadMXBean threads = threads();
    ThreadInfo info =
        threads == null ? null : threads.getThreadInfo(thread.getId(), Integer.MAX_VALUE);
    return info == null ? known : info.getStackTrace();
  }

  /**
   * The lock or monitor that a thread waits for and another one holds, in words; null: none, or it
   * can't be known.
   */
  static @Nullable String awaitedLock(Thread thread) {
    ThreadMXBean threads = threads();
    ThreadInfo info = threads == null ? null : threads.getThreadInfo(thread.getId());
    LockInfo lock = info == null ? null : info.getLockInfo();
    if (info == null || lock == null || info.getLockOwnerId() < 0) {
      return null;
    }
    String kind = info.getThreadState() == Thread.State.BLOCKED ? "the monitor of " : "the lock ";
    return "waits for "
        + kind
        + lock
        + " that thread "
        + info.getLockOwnerId()
        + " ("
        + info.getLockOwnerName()
        + ") holds";
  }

  private static @Nullable ThreadMXBean threads() {
    try {
      return ManagementFactory.getThreadMXBean();
    } catch (LinkageError e) {
      return null;
    }
  }
}
