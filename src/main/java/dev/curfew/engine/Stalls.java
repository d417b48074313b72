package dev.curfew.engine;

/** When the whole process stood still, and whether that counts. Watcher only. */
final class Stalls {
  private static final Intervals NONE = new Intervals();

  private final Intervals seen = new Intervals();
  private final boolean count;

  /**
   * @param count true: calls get no time for them
   */
  Stalls(boolean count) {
    this.count = count;
  }

  boolean count() {
    return count;
  }

  void add(long from, long to) {
    seen.begin(from);
    seen.end(to);
  }

  /** All that were seen. */
  Intervals seen() {
    return seen;
  }

  /** Those that calls get back. */
  Intervals uncounted() {
    return count ? NONE : seen;
  }
}
