package dev.curfew.engine;

import dev.curfew.config.Fuse;

/** Counts a rule's timeouts against its fuse. Watcher only. */
final class RuleFuse {
  private final long within;

  /** The last timeouts, as many as are borne; the oldest is where the next one goes. */
  private final long[] times;

  private int next;
  private int known;

  RuleFuse(Fuse fuse) {
    within = fuse.within().toNanos();
    times = new long[fuse.timeouts()];
  }

  /** A call of the rule timed out; true when that was one too many. */
  boolean blowsAt(long now) {
    boolean blown = known == times.length && now - times[next] <= within;
    times[next] = now;
    next = (next + 1) % times.length;
    known = Math.min(known + 1, times.length);
    return blown;
  }

  /** As new. */
  void mend() {
    known = 0;
  }
}
