package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.engine.Timer.Reason;
import dev.curfew.engine.Timer.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to calls whose time has come: warning, verdict, grace, end. Watcher only;
 * the watcher is the single writer of timers, so operators' commands and deadlines follow each
 * other.
 */
final class Deadlines implements DueCalls {
  /** After enabling, nothing fires before this. */
  static final long REARM_GRACE = 5_000_000_000L;

  private static final long UNHEARD_END = 1_000_000_000L;

  private final RuleStates rules;
  private final EngineClock clock;
  private final Timers timers;
  private final Enforcement enforcement;
  private final TimerListener listener;

  /** Timers that need a look on each pass. A timer stays in here until its call has ended. */
  private final Set<Timer> watched = new LinkedHashSet<>();

  private volatile long lostFrames;

  Deadlines(
      RuleStates rules,
      EngineClock clock,
      Timers timers,
      Enforcement enforcement,
      TimerListener listener) {
    this.rules = rules;
    this.clock = clock;
    this.timers = timers;
    this.enforcement = enforcement;
    this.listener = listener;
  }

  long lostFrames() {
    return lostFrames;
  }

  int watchedCount() {
    return watched.size();
  }

  @Override
  public long due(CurfewCall call, long word) {
    Timer t = timers.of(call, word);
    if (t == null || t.watched) {
      return Timer.NONE;
    }
    lookAt(t, clock.now());
    return t.watched ? Timer.NONE : t.nextLook();
  }

  private void lookAt(Timer t, long now) {
    if (now < t.deadline) {
      if (!t.warned && now >= t.warnAt) {
        warn(t);
      }
    } else if (mayStop(t) && now >= armedFrom(t)) {
      expire(outermostDue(t, now), Reason.DEADLINE, now);
    } else {
      overrun(t);
    }
  }

  boolean mayStop(Timer t) {
    return !rules.allDisabled && !t.disabled && t.rule.mayStop();
  }

  private long armedFrom(Timer t) {
    return Math.max(rules.armedFrom, Math.max(t.rule.armedFrom, t.armedFrom));
  }

  private void warn(Timer t) {
    t.warned = true;
    t.rule.warned++;
    change(t, TimeoutStatus.WARNED);
    enforcement.warn(t);
  }

  private void overrun(Timer t) {
    watch(t);
    if (t.status != TimeoutStatus.OVERDUE) {
      t.rule.overdue++;
      change(t, TimeoutStatus.OVERDUE);
      listener.overdue(Reports.of(t, clock));
    }
  }

  /** Of several that run out of time together the outermost is blamed. */
  private Timer outermostDue(Timer t, long now) {
    Timer blamed = t;
    for (Timer p = t.parent; p != null; p = p.parent) {
      if (p.deadline <= now && p.verdict == null && p.isLive() && mayStop(p)) {
        blamed = p;
      }
    }
    return blamed;
  }

  /** Claims the call; false when it has ended, or had been claimed before. */
  boolean expire(Timer t, Reason reason, long now) {
    if (t.verdict != null) {
      return false;
    }
    watch(t);
    t.verdict = new Verdict(TimeoutStatus.TIMEOUT, reason, t);
    if (!t.call().claim(t.word())) {
      t.verdict = null;
      return false;
    }
    t.rule.timedOut++;
    change(t, TimeoutStatus.INTERRUPTING);
    stopChildren(t, reason);
    t.actPending = true;
    enforcement.interrupt(t);
    return true;
  }

  private void stopChildren(Timer blamed, Reason reason) {
    for (CurfewCall c = blamed.owner().innermost();
        c != null && c != blamed.call();
        c = c.outer()) {
      long word = c.word();
      Timer child = CurfewWord.state(word) == CurfewWord.OPEN ? timers.of(c, word) : null;
      if (child != null && child.verdict == null) {
        stop(child, blamed, reason);
      }
    }
  }

  private void stop(Timer child, Timer blamed, Reason reason) {
    watch(child);
    child.verdict = new Verdict(TimeoutStatus.STOPPED, reason, blamed);
    if (child.call().claim(child.word())) {
      change(child, TimeoutStatus.INTERRUPTING);
      blamed.stopped.add(child);
    } else {
      child.verdict = null;
    }
  }

  // What enforcers and owners report; each arrives on the watcher's thread.

  void delivered(Timer t, StackTraceElement[] stack) {
    t.actPending = false;
    t.stackAtExpiry = stack;
    long now = clock.now();
    enterGrace(t, now);
    for (Timer child : t.stopped) {
      enterGrace(child, now);
    }
    listener.expired(Reports.of(t, clock));
  }

  private void enterGrace(Timer t, long now) {
    change(t, TimeoutStatus.GRACE);
    t.graceEnd = now + t.rule.grace;
  }

  void endedBeforeInterrupt(Timer t, StackTraceElement[] stack) {
    t.actPending = false;
    t.stackAtExpiry = stack;
    listener.expired(Reports.of(t, clock));
  }

  void interruptAgain(Timer t) {
    t.interruptAgain = true;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // the watcher alone writes
  private void countLostFrame() {
    lostFrames++;
  }

  /** The blamed call's frame is gone; what runs now was never inside it. */
  void lost(Timer t) {
    countLostFrame();
    t.rule.timedOut--;
    drop(t);
    for (Timer child : t.stopped) {
      child.verdict = null;
      child.call().unclaim(child.word());
      change(child, child.warned ? TimeoutStatus.WARNED : TimeoutStatus.ACTIVE);
    }
  }

  private void drop(Timer t) {
    watched.remove(t);
    timers.forget(t);
  }

  void warned(Timer t, StackTraceElement[] stack) {
    t.stackAtWarning = stack;
    listener.warned(Reports.of(t, clock));
  }

  void abandoned(Timer t, StackTraceElement[] stack) {
    t.stackAtGraceEnd = stack;
    listener.abandoned(Reports.of(t, clock));
  }

  void claimedCallEnded(Timer t, long at, @Nullable String thrown) {
    t.endedAt = at;
    t.thrown = thrown;
  }

  void failing(Timer t, String thrown) {
    t.thrown = thrown;
  }

  /** Looks at every timer once: who has ended, whose grace is over, who is to be armed again. */
  void pass(long now) {
    List<Timer> ended = new ArrayList<>();
    for (Timer t : timers.all()) {
      if (!t.isLive()) {
        ended.add(t);
      }
    }
    for (Timer t : ended) {
      finish(t, now);
    }
    for (Timer t : List.copyOf(watched)) {
      passWatched(t, now);
    }
  }

  private void passWatched(Timer t, long now) {
    if (t.verdict == null) {
      if (now >= t.nextLook()) {
        lookAt(t, now);
      }
    } else if (t.interruptAgain) {
      t.interruptAgain = false;
      enforcement.interrupt(t);
    } else if (now >= t.graceEnd && !t.abandoned && t.isLive()) {
      abandon(t);
    }
  }

  private void abandon(Timer t) {
    t.abandoned = true;
    t.rule.abandoned++;
    change(t, TimeoutStatus.ABANDONED);
    enforcement.abandon(t);
  }

  /**
   * Ends the timer of a call that is gone: not before the next pass, because what the owner said
   * before it closed the call may still be in the queue, and for a stopped call not before the
   * owner and the enforcer have told, for up to a second.
   */
  private void finish(Timer t, long now) {
    if (t.goneSince == Timer.NONE) {
      t.goneSince = now;
      return;
    }
    boolean owesWord = t.verdict != null && (t.endedAt == Timer.NONE || t.actPending);
    if (owesWord && now - t.goneSince < UNHEARD_END) {
      return;
    }
    if (t.endedAt == Timer.NONE) {
      t.endedAt = t.goneSince;
    }
    t.status = endStatus(t);
    t.history.add(new StatusChange(t.status, clock.wall(t.endedAt)));
    if (t.status == TimeoutStatus.STOPPED) {
      t.rule.stopped++;
    }
    boolean notable = t.verdict != null || t.cancelledBy != null || t.warned;
    drop(t);
    if (notable) {
      listener.ended(Reports.of(t, clock));
    }
  }

  private static TimeoutStatus endStatus(Timer t) {
    if (t.verdict != null) {
      return t.verdict.status();
    }
    if (t.cancelledBy != null) {
      return TimeoutStatus.CANCELLED;
    }
    return t.thrown == null ? TimeoutStatus.COMPLETED : TimeoutStatus.FAILED;
  }

  private void change(Timer t, TimeoutStatus status) {
    t.status = status;
    t.history.add(new StatusChange(status, clock.wall(clock.now())));
  }

  private void watch(Timer t) {
    t.watched = true;
    watched.add(t);
  }

  // Operators' commands.

  void cancel(Timer t, String by) {
    t.cancelledBy = by;
    t.rule.cancelled++;
    t.limit(Timer.NONE);
    backInTime(t);
  }

  void extend(Timer t, long nanos) {
    t.limit(t.timeout + nanos);
    if (clock.now() < t.deadline) {
      backInTime(t);
    }
  }

  private void backInTime(Timer t) {
    if (t.status == TimeoutStatus.OVERDUE) {
      change(t, t.warned ? TimeoutStatus.WARNED : TimeoutStatus.ACTIVE);
    }
  }

  /** The earliest time at which anything may fire that an operator enables now. */
  long rearm() {
    return clock.now() + REARM_GRACE;
  }
}
