package dev.curfew.engine;

/** How late deadlines were noticed. Written by the watcher, read by any thread. */
final class Lateness {
  private volatile long last;
  private volatile long worst;

  void note(long nanos) {
    last = nanos;
    worst = Math.max(worst, nanos);
  }

  /** Of the last deadline that passed, in nanoseconds. */
  long last() {
    return last;
  }

  /** The most since the start, in nanoseconds. */
  long worst() {
    return worst;
  }
}
