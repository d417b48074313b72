package dev.curfew.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the timers of threads that a debugger has suspended: their time goes on when they do. Only
 * platform threads can be asked. Watcher only.
 */
final class Suspensions {
  private static final long PERIOD = 100_000_000L;
  private static final int ASKED_AT_ONCE = 1000;

  private final Timers timers;
  private final LineScan lines;
  private volatile ProcessFacts facts = ProcessFacts.NONE;
  private long looked;

  Suspensions(Timers timers, LineScan lines) {
    this.timers = timers;
    this.lines = lines;
  }

  /** Any thread. */
  void use(ProcessFacts facts) {
    this.facts = facts;
  }

  /** On each pass: looks from time to time. */
  void pass(long now) {
    if (facts.mayBeDebugged() && now - looked > PERIOD) {
      int[] room = {ASKED_AT_ONCE};
      lines.visit(
          (call, word) -> {
            timers.of(call, word);
            return --room[0] > 0;
          });
      look(now);
    }
  }

  /** Before something is stopped. */
  void check(long now) {
    if (facts.mayBeDebugged()) {
      look(now);
    }
  }

  private void look(long now) {
    looked = now;
    List<Timer> asked = new ArrayList<>();
    for (Timer t : timers.all()) {
      if (asked.size() < ASKED_AT_ONCE && t.verdict == null && !t.isVirtual() && !t.isDetached()) {
        asked.add(t);
      }
    }
    boolean[] suspended =
        facts.suspended(asked.stream().mapToLong(t -> t.thread().getId()).toArray());
    for (int i = 0; i < suspended.length; i++) {
      Timer t = asked.get(i);
      t.suspended = suspended[i];
      t.held.open(t.suspended || t.pausedByOperator, now);
    }
  }
}
