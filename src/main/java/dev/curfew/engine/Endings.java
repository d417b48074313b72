package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.engine.Timer.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Ends the timers of calls that are gone. Watcher only. */
final class Endings {
  private static final long UNHEARD_END = 1_000_000_000L;

  private final EngineClock clock;
  private final Timers timers;
  private final Forcing forcing;
  private final TimerListener listener;
  private final EndedTimers ended = new EndedTimers();

  Endings(EngineClock clock, Timers timers, Forcing forcing, TimerListener listener) {
    this.clock = clock;
    this.timers = timers;
    this.forcing = forcing;
    this.listener = listener;
  }

  /** The newest first. */
  List<TimerReport> history() {
    return ended.all();
  }

  /** On each pass. */
  void pass(long now) {
    for (Timer t : gone()) {
      if (isSettled(t, now)) {
        finish(t);
      }
    }
  }

  /** At the JVM's end: nobody is going to tell more. */
  void finishAll(long now) {
    for (Timer t : gone()) {
      t.goneSince = Math.min(t.goneSince, now);
      finish(t);
    }
  }

  private List<Timer> gone() {
    List<Timer> gone = new ArrayList<>();
    for (Timer t : timers.mayHaveEnded()) {
      if (timers.hasEnded(t)) {
        gone.add(t);
      }
    }
    return gone;
  }

  /**
   * Not before the next pass, because what the owner said before it closed the call may still be in
   * the queue, and for a stopped call not before the owner and the enforcer have told, for up to a
   * second.
   */
  private boolean isSettled(Timer t, long now) {
    if (t.goneSince == Timer.NONE) {
      t.goneSince = now;
      return false;
    }
    boolean owesWord =
        t.verdict != null && (t.endedAt == Timer.NONE || t.actPending || forcing.owesWord(t));
    return !owesWord || now - t.goneSince >= UNHEARD_END;
  }

  private void finish(Timer t) {
    if (t.endedAt == Timer.NONE) {
      t.endedAt = t.goneSince;
    }
    boolean notable =
        t.verdict != null
            || t.cancelledBy != null
            || t.warned
            || t.heartbeatRecordedAt != Timer.NONE
            || t.status == TimeoutStatus.OVERDUE;
    t.changeAt(t.endedAt, endStatus(t), clock);
    if (t.status == TimeoutStatus.STOPPED) {
      t.rule.stopped++;
    }
    if (!t.isTask()) {
      t.rule.slowest = Math.max(t.rule.slowest, t.endedAt - t.stamp);
    }
    timers.forget(t);
    forcing.ended(t);
    tellTheApi(t);
    if (notable) {
      TimerReport report = Reports.of(t, clock);
      ended.add(report);
      listener.ended(report);
    }
  }

  /** The application has ended a detached timer. */
  void finishDetached(Timer t, long now) {
    if (timers.withId(t.id()) == t) {
      t.endedAt = now;
      finish(t);
    }
  }

  private void tellTheApi(Timer t) {
    Detached detached = t.call() instanceof CurfewScope s ? Detached.of(s) : null;
    if (detached != null && t.call() instanceof CurfewScope scope) {
      detached.ended(scope, Reports.info(t, clock));
    }
  }

  private static TimeoutStatus endStatus(Timer t) {
    Verdict verdict = t.verdict;
    if (verdict != null) {
      return verdict.status();
    }
    if (t.cancelledBy != null) {
      return TimeoutStatus.CANCELLED;
    }
    return t.thrown == null ? TimeoutStatus.COMPLETED : TimeoutStatus.FAILED;
  }
}
