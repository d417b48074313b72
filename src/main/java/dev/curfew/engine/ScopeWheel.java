package dev.curfew.engine;

import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewStripe;
import dev.curfew.bridge.CurfewWord;
import org.jspecify.annotations.Nullable;

/**
 * The open calls of virtual threads, ordered by when to look at them next: a hierarchical timer
 * wheel (Varghese and Lauck, 1987) of 4 x 256 buckets and ticks of 2^20 ns, about a millisecond.
 * Scopes are linked through their own {@code next}. Most calls are closed before they are taken
 * over and cost nothing more; an open one costs nothing until its time has come. Watcher only.
 *
 * <p>What a pass has in hand is in fields: when the watcher dies in the middle, its successor goes
 * on with it.
 */
final class ScopeWheel {
  private static final int TICK_SHIFT = 20;
  private static final int LEVELS = 4;
  private static final int SLOTS = 256;
  private static final int SLOT_BITS = 8;
  private static final long FARTHEST_TICKS = 1L << 31;
  private static final int SWEEP_FROM = 1024;

  private final RuleStates rules;
  private final EngineClock clock;
  private final CurfewStripe[] stripes = CurfewStripe.all();
  private final @Nullable CurfewScope[][] buckets = new @Nullable CurfewScope[LEVELS][SLOTS];
  private long tick;
  private int size;
  private long sweptDead;

  /** Taken from a stripe or a bucket and not yet put anywhere. */
  private @Nullable CurfewScope taken;

  private @Nullable CurfewScope current;

  ScopeWheel(RuleStates rules, EngineClock clock) {
    this.rules = rules;
    this.clock = clock;
    tick = clock.now() >> TICK_SHIFT;
  }

  /** Scopes in the wheel, some of them closed. */
  int size() {
    return size;
  }

  /** Takes over what the stripes hold; the number of scopes taken, open or not. */
  int drain(DueCalls due) {
    int count = placeTaken(due);
    for (CurfewStripe stripe : stripes) {
      taken = stripe.takeAll();
      count += placeTaken(due);
    }
    sweepIfHalfIsClosed(due);
    return count;
  }

  /** Looks at all whose time has come. */
  void advance(DueCalls due) {
    placeTaken(due);
    long target = clock.now() >> TICK_SHIFT;
    for (; ; ) {
      take(0, slot(tick, 0), due);
      if (tick >= target) {
        return;
      }
      tick++;
      for (int level = 1; level < LEVELS && startsTurnOf(level); level++) {
        take(level, slot(tick, level), due);
      }
    }
  }

  private boolean startsTurnOf(int level) {
    return (tick & ((1L << (SLOT_BITS * level)) - 1)) == 0;
  }

  /**
   * When to come again: at the end of the next filled tick of this turn, or else at the turn's end,
   * when later ticks move down a level.
   */
  long nextLook() {
    if (size == 0) {
      return Timer.NONE;
    }
    long turnEnd = (tick | (SLOTS - 1)) + 1;
    for (long t = tick; t < turnEnd; t++) {
      if (buckets[0][slot(t, 0)] != null) {
        return (t + 1) << TICK_SHIFT;
      }
    }
    return turnEnd << TICK_SHIFT;
  }

  private void sweepIfHalfIsClosed(DueCalls due) {
    long dead = 0;
    for (CurfewStripe stripe : stripes) {
      dead += stripe.dead();
    }
    if (size < SWEEP_FROM || dead - sweptDead < size / 2) {
      return;
    }
    sweptDead = dead;
    for (int level = 0; level < LEVELS; level++) {
      for (int slot = 0; slot < SLOTS; slot++) {
        take(level, slot, due);
      }
    }
  }

  private void take(int level, int slot, DueCalls due) {
    CurfewScope bucket = buckets[level][slot];
    if (bucket != null) {
      taken = bucket;
      buckets[level][slot] = null;
      int seen = placeTaken(due); // first: it adds those that stay to the size
      size -= seen;
    }
  }

  /** Puts each scope in hand where it belongs: a bucket, or nowhere when it is closed. */
  private int placeTaken(DueCalls due) {
    int count = 0;
    CurfewScope interrupted = current;
    if (interrupted != null) {
      place(interrupted, due);
    }
    for (CurfewScope s = taken; s != null; s = taken) {
      current = s;
      taken = s.next;
      place(s, due);
      count++;
    }
    return count;
  }

  private void place(CurfewScope s, DueCalls due) {
    long word = s.word();
    if (CurfewWord.state(word) == CurfewWord.OPEN) {
      long now = clock.now(); // after the word was seen open: never early
      if (s.stamp == 0) {
        s.stamp = now;
      }
      placeOpen(s, word, now, due);
    }
    current = null;
  }

  private void placeOpen(CurfewScope s, long word, long now, DueCalls due) {
    if (s.timer instanceof Timer timer && timer.watched) {
      return;
    }
    long look = lookAt(s, word);
    if (look <= now) {
      look = due.due(s, word);
      if (look == Timer.NONE) {
        return;
      }
    }
    link(s, look);
  }

  /** When to look at it, from its timer if it has one. */
  private long lookAt(CurfewScope s, long word) {
    if (s.timer instanceof Timer timer) {
      return timer.nextLook(clock.now());
    }
    return rules.firstLook(s, CurfewWord.site(word), s.stamp);
  }

  private void link(CurfewScope s, long look) {
    long at = Math.min(Math.max(look >> TICK_SHIFT, tick), tick + FARTHEST_TICKS);
    long differs = at ^ tick;
    int level =
        differs == 0
            ? 0
            : Math.min((63 - Long.numberOfLeadingZeros(differs)) / SLOT_BITS, LEVELS - 1);
    @Nullable CurfewScope[] slots = buckets[level];
    int slot = slot(at, level);
    s.next = slots[slot];
    slots[slot] = s;
    size++;
  }

  private static int slot(long tick, int level) {
    return (int) (tick >> (SLOT_BITS * level)) & (SLOTS - 1);
  }

  /** Shows open scopes, those to be looked at soon first. */
  void visit(LineScan.Visitor visitor) {
    for (@Nullable CurfewScope[] slots : buckets) {
      for (CurfewScope bucket : slots) {
        for (CurfewScope s = bucket; s != null; s = s.next) {
          long word = s.word();
          if (CurfewWord.state(word) == CurfewWord.OPEN && !visitor.open(s, word)) {
            return;
          }
        }
      }
    }
  }

  /** Adds the counts of all virtual threads' calls. */
  void addCountsTo(long[] calls, long[] failures) {
    for (CurfewStripe stripe : stripes) {
      stripe.addCountsTo(calls, failures);
    }
  }
}
