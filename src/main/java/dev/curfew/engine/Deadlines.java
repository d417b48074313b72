package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.engine.Timer.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Decides which calls' time has come: for the warning, for the verdict, for the end of the grace.
 * Watcher only; the watcher is the single writer of timers, so operators' commands and deadlines
 * follow each other.
 */
final class Deadlines implements DueCalls {
  /** After enabling or resuming, nothing fires before this. */
  static final long REARM_GRACE = 5_000_000_000L;

  private static final int MASS = 5;
  private static final int MASS_SHARE = 5;

  private final RuleStates rules;
  private final EngineClock clock;
  private final Timers timers;
  private final Stops stops;
  private final Enforcement enforcement;
  private final TimerListener listener;
  private final LongSupplier openCalls;
  private final Suspensions suspensions;

  private final Lateness lateness = new Lateness();

  /** Found out of time in this pass; they are stopped at its end. */
  private final List<Timer> due = new ArrayList<>();

  /** So many were due in the last pass that they are looked at once more. */
  private boolean checkingOnceMore;

  /**
   * @param openCalls about how many calls are open now
   */
  Deadlines(
      RuleStates rules,
      EngineClock clock,
      Timers timers,
      Stops stops,
      Enforcement enforcement,
      TimerListener listener,
      LongSupplier openCalls,
      Suspensions suspensions) {
    this.rules = rules;
    this.clock = clock;
    this.timers = timers;
    this.stops = stops;
    this.enforcement = enforcement;
    this.listener = listener;
    this.openCalls = openCalls;
    this.suspensions = suspensions;
  }

  @Override
  public long due(CurfewCall call, long word) {
    Timer t = timers.of(call, word);
    if (t == null || t.watched) {
      return Timer.NONE;
    }
    long now = clock.now();
    if (Tasks.isLate(call)) {
      timers.watch(t); // and stopped at the end of this pass
    }
    lookAt(t, now);
    return t.watched ? Timer.NONE : t.nextLook(now);
  }

  private void lookAt(Timer t, long now) {
    if (t.heartbeat != null) {
      t.heartbeat.look(now);
    }
    if (isOver(t, now)) {
      noteLateness(t, now);
      timers.watch(t);
      if (mayStop(t) && now >= armedFrom(t)) {
        due.add(t);
      } else {
        overrun(t);
      }
    } else if (!t.warned && now >= t.warnAt(now)) {
      warn(t);
    }
  }

  private void noteLateness(Timer t, long now) {
    if (t.status != TimeoutStatus.OVERDUE) { // noticed before
      lateness.note(now - Math.max(armedFrom(t), Math.min(t.deadline(now), t.silentAt(now))));
    }
  }

  private static boolean isOver(Timer t, long now) {
    return now >= t.deadline(now) || now >= t.silentAt(now);
  }

  Lateness lateness() {
    return lateness;
  }

  boolean mayStop(Timer t) {
    return !rules.allDisabled && !t.disabled && t.rule.mayStop();
  }

  private long armedFrom(Timer t) {
    long armed = Math.max(rules.armedFrom, Math.max(t.rule.armedFrom, t.armedFrom));
    for (Timer.Shield shield : t.shields) {
      armed = Math.max(armed, shield.until);
    }
    return armed;
  }

  private void warn(Timer t) {
    t.warned = true;
    t.rule.warned++;
    t.change(TimeoutStatus.WARNED, clock);
    enforcement.warn(t);
  }

  private void overrun(Timer t) {
    if (t.status != TimeoutStatus.OVERDUE) {
      t.rule.overdue++;
      t.change(TimeoutStatus.OVERDUE, clock);
      listener.overdue(Reports.of(t, clock));
    }
  }

  /** At the end of a pass: looks at the watched ones, and stops those whose time is over. */
  void pass(long now) {
    for (Timer t : timers.watched()) {
      if (t.verdict == null) {
        if (Tasks.isLate(t.call())) {
          stops.stopLateTask(t);
        }
        lookAt(t, now);
      } else {
        stops.pass(t, now);
      }
    }
    stopDue();
  }

  /**
   * When many are due at once, something may be wrong with the clock or the machine: then they are
   * looked at once more, with a time that was read after all this.
   */
  private void stopDue() {
    if (!due.isEmpty() && !checkingOnceMore && isMass(due.size())) {
      checkingOnceMore = true;
    } else {
      checkingOnceMore = false;
      stopDueNow();
    }
    due.clear();
  }

  private void stopDueNow() {
    long now = clock.now();
    if (!due.isEmpty()) {
      suspensions.check(now);
    }
    for (Timer t : due) {
      if (isOver(t, now)) {
        stops.expire(outermostDue(t, now), reason(t, now), now);
      }
    }
  }

  private boolean isMass(int count) {
    return count >= MASS && count > openCalls.getAsLong() / MASS_SHARE;
  }

  private static Reason reason(Timer t, long now) {
    return now >= t.deadline(now) ? Reason.DEADLINE : Reason.HEARTBEAT;
  }

  /** Of several that run out of time together the outermost is blamed. */
  private Timer outermostDue(Timer t, long now) {
    Timer blamed = t;
    for (Timer p = t.parent; p != null; p = p.parent) {
      if (now >= p.deadline(now) && p.verdict == null && p.isLive() && mayStop(p)) {
        blamed = p;
      }
    }
    return blamed;
  }

  // Operators' commands.

  /** By an operator; false when the call has ended, or was claimed before. */
  boolean expire(Timer t) {
    timers.watch(t);
    return stops.expire(t, Reason.OPERATOR, clock.now());
  }

  /**
   * @param by operator or application
   */
  void cancel(Timer t, String by, Origin origin) {
    t.cancelledBy = by;
    t.rule.cancelled++;
    t.limit(Timer.NONE);
    backInTime(t);
    listener.cancelled(Reports.of(t, clock), origin);
  }

  void extend(Timer t, long nanos, Origin origin) {
    t.limit(t.timeout() + nanos);
    backInTime(t);
    listener.extended(Reports.of(t, clock), Duration.ofNanos(nanos), origin);
  }

  /** From now on the call has at most this long. */
  void shorten(Timer t, long nanos) {
    long now = clock.now();
    long timeout = now - t.stamp - t.uncounted(now) + nanos;
    if (t.cancelledBy == null && timeout < t.timeout()) {
      t.limit(timeout);
      timers.watch(t);
    }
  }

  private void backInTime(Timer t) {
    if (t.status == TimeoutStatus.OVERDUE && !isOver(t, clock.now())) {
      t.change(t.warned ? TimeoutStatus.WARNED : TimeoutStatus.ACTIVE, clock);
    }
  }

  /** The earliest time at which anything may fire that an operator enables or resumes now. */
  long rearm() {
    return clock.now() + REARM_GRACE;
  }
}
