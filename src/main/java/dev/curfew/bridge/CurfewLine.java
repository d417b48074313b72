package dev.curfew.bridge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread's open calls: words side by side in a shared block, so that the watcher's scan
 * is sequential, one 128-byte line for each seven levels. All but the words is the owner's own.
 */
public final class CurfewLine extends CurfewOwner {
  // Keeps the fields below, which every call writes, off the cache line of a neighbour's.
  @SuppressWarnings("unused")
  private long p0, p1, p2, p3, p4, p5, p6, p7;

  private long sequence;

  /** The level that the next call takes. */
  CurfewCursor free;

  /** Calls by site, and behind them those that threw; plain: only their owner writes. */
  private long[] calls = {};

  private long[] failures = {};

  private final CurfewCursor outermost;

  CurfewLine(@Nullable Thread thread, CurfewLines.Block block, int index) {
    super(thread);
    outermost = new CurfewCursor(this, null, block, index);
    free = outermost;
  }

  /** The level of outermost calls. */
  public CurfewCursor outermost() {
    return outermost;
  }

  Object enter(int site) {
    count(site);
    CurfewCursor place = free;
    if (place.outer != null) {
      place = lowestFree(place);
      CurfewCursor same = openCallOf(site, place);
      if (same != null) {
        return same.reentry(); // that call's deadline comes first
      }
    }
    return open(place, site);
  }

  /** A call that is never taken for a part of an open one of the same site. */
  Object enter(int site, long enteredAt, @Nullable Object labelValues) {
    count(site);
    CurfewCursor place = lowestFree(free);
    place.prepare(enteredAt, labelValues);
    return open(place, site);
  }

  private CurfewCursor open(CurfewCursor place, int site) {
    CurfewCursor deeper = place.inner;
    if (deeper == null) {
      deeper = CurfewLines.deepen(place);
    }
    free = deeper;
    place.open(CurfewWord.open(sequence += CurfewWord.SEQUENCE_STEP, site));
    return place;
  }

  /** Levels whose word was closed without an exit (lost frames) are taken again. */
  private static CurfewCursor lowestFree(CurfewCursor free) {
    CurfewCursor place = free;
    CurfewCursor outer = place.outer;
    while (outer != null && outer.plainWord() == CurfewWord.CLOSED) {
      place = outer;
      outer = place.outer;
    }
    return place;
  }

  private static @Nullable CurfewCursor openCallOf(int site, CurfewCursor place) {
    for (CurfewCursor c = place.outer; c != null; c = c.outer) {
      long word = c.plainWord();
      if (CurfewWord.site(word) == site && word != CurfewWord.CLOSED) {
        return c;
      }
    }
    return null;
  }

  private void count(int site) {
    long[] n = calls;
    if (site < n.length) {
      n[site]++;
    } else {
      calls = n = Arrays.copyOf(n, Math.max(8, Integer.highestOneBit(site) * 2));
      n[site]++;
    }
  }

  void countFailure(int site) {
    if (site >= failures.length) {
      failures = Arrays.copyOf(failures, Math.max(8, Integer.highestOneBit(site) * 2));
    }
    failures[site]++;
  }

  /** Closes what lost frames left open above this call, innermost first. */
  void closeAbove(CurfewCursor place) {
    CurfewCursor c = free.outer;
    while (c != null && c != place && isAbove(c, place)) {
      c.end(null);
      c = c.outer;
    }
    free = place;
  }

  private static boolean isAbove(CurfewCursor c, CurfewCursor place) {
    for (CurfewCursor o = c.outer; o != null; o = o.outer) {
      if (o == place) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable CurfewCall innermost() {
    CurfewCursor deepest = outermost;
    for (CurfewCursor c = outermost.inner; c != null; c = c.inner) {
      deepest = c;
    }
    return deepest;
  }

  @Override
  @Nullable CurfewCall ownInnermost() {
    return free.outer;
  }

  /** Adds this line's counts; what the owner counts at this moment may be missing. */
  public void addCountsTo(long[] calls, long[] failures) {
    add(this.calls, calls);
    add(this.failures, failures);
  }

  static void add(long[] from, long[] to) {
    for (int i = 0; i < from.length && i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** Forgets a dead thread. */
  void retire() {
    calls = new long[0];
    failures = new long[0];
    thread = null;
  }

  /** Hands a dead thread's line to another one. The sequence goes on. */
  void reuse(Thread next) {
    free = outermost;
    foreignInterrupt = false;
    stop = null;
    parent = null;
    runsOrphan = false;
    openGate();
    thread = next;
  }
}
