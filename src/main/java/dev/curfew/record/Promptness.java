package dev.curfew.record;

import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Counts the timeouts whose record was not on disk in time, also while it still is not: a disk that
 * hangs says nothing. Records come to disk in the order in which they began. Any thread, but for
 * what is said.
 */
final class Promptness {
  static final long LIMIT_NANOS = 1_000_000_000L;

  /** When the timeouts began whose records are not on disk yet; the oldest first. */
  private final ConcurrentLinkedDeque<Long> begun = new ConcurrentLinkedDeque<>();

  private volatile long late;
  private volatile long dropped;

  /** A record begins. The watcher's thread alone. */
  void begin() {
    begun.addLast(System.nanoTime());
  }

  /** The record that began last will never come to disk. The watcher's thread alone. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void dropped() {
    begun.pollLast();
    dropped++;
  }

  /** The oldest record has come to disk, or never will. The recorder's thread alone. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void settled() {
    Long since = begun.pollFirst();
    if (since != null && isLate(since)) {
      late++;
    }
  }

  private static boolean isLate(long since) {
    return System.nanoTime() - since > LIMIT_NANOS;
  }

  long late() {
    long count = late + dropped;
    for (long since : begun) {
      if (!isLate(since)) {
        break;
      }
      count++;
    }
    return count;
  }
}
