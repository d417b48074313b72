package dev.curfew.engine;

/** When the whole process stood still, and whether that counts. Watcher only. */
final class Stalls {
  private final Intervals seen = new Intervals();
  private final Intervals uncounted = new Intervals();
  private boolean count;

  /**
   * @param count true: calls get no time for them
   */
  Stalls(boolean count) {
    this.count = count;
  }

  /** From now on; what was given back, or was not, stays so. */
  void count(boolean count) {
    this.count = count;
  }

  void add(long from, long to) {
    seen.begin(from);
    seen.end(to);
    if (!count) {
      uncounted.begin(from);
      uncounted.end(to);
    }
  }

  /** All that were seen. */
  Intervals seen() {
    return seen;
  }

  /** Those that calls get back. */
  Intervals uncounted() {
    return uncounted;
  }
}
