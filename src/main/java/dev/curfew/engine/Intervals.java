package dev.curfew.engine;

import java.util.Arrays;

/**
 * Stretches of the engine's clock, in order and apart from each other; the last one may still go
 * on. Watcher only.
 */
final class Intervals {
  private static final Intervals[] NONE = {};

  /**
   * Beyond that the two oldest become one: calls that began between them get a little more time.
   */
  private static final int KEPT = 256;

  private long[] from = new long[4];
  private long[] to = new long[4];
  private int size;
  private long total;

  boolean isEmpty() {
    return size == 0;
  }

  boolean isOpen() {
    return size > 0 && to[size - 1] == Timer.NONE;
  }

  /** Where the open stretch began. */
  long openSince() {
    return from[size - 1];
  }

  int size() {
    return size;
  }

  /** Length of all that are over. */
  long total() {
    return total;
  }

  /** Begins a stretch; must not be called while one is open. */
  void begin(long now) {
    if (size == KEPT) {
      mergeOldest();
    }
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
    }
    from[size] = now;
    to[size++] = Timer.NONE;
  }

  /** Ends the open stretch. */
  void end(long now) {
    to[size - 1] = now;
    total += now - from[size - 1];
  }

  /** Begins or ends, so that a stretch is open or not. */
  void open(boolean open, long now) {
    if (open && !isOpen()) {
      begin(now);
    } else if (!open && isOpen()) {
      end(now);
    }
  }

  private void mergeOldest() {
    from[1] -= to[0] - from[0];
    System.arraycopy(from, 1, from, 0, size - 1);
    System.arraycopy(to, 1, to, 0, size - 1);
    size--;
  }

  /** How much of the time between two instants is covered. */
  long within(long start, long end) {
    return within(start, end, NONE);
  }

  /** How much of the time between two instants is covered by these, but by none of those. */
  long within(long start, long end, Intervals... except) {
    long covered = 0;
    for (int i = size - 1; i >= 0 && to[i] > start; i--) {
      long a = Math.max(from[i], start);
      long b = Math.min(to[i], end);
      if (a < b) {
        covered += b - a - coveredByAny(a, b, except);
      }
    }
    return covered;
  }

  private static long coveredByAny(long start, long end, Intervals[] sets) {
    long covered = 0;
    for (int i = 0; i < sets.length; i++) {
      covered += sets[i].within(start, end, Arrays.copyOfRange(sets, i + 1, sets.length));
    }
    return covered;
  }
}
