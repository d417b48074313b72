package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.engine.Timer.Reason;
import dev.curfew.engine.Timer.Verdict;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call whose time is over: the verdict on it and on the calls inside it, the
 * interrupt, the grace, and what comes after. Watcher only.
 */
final class Stops {
  /** So often tasks are looked for that were handed over while their call was being stopped. */
  private static final long TASKS_PERIOD = 100_000_000L;

  private final EngineClock clock;
  private final Timers timers;
  private final Enforcement enforcement;
  private final Forcing forcing;
  private final TimerListener listener;
  private final Tasks tasks;
  private long tasksLookedFor;

  private volatile long lostFrames;

  Stops(
      EngineClock clock,
      Timers timers,
      Enforcement enforcement,
      Forcing forcing,
      TimerListener listener,
      Tasks tasks) {
    this.tasks = tasks;
    this.clock = clock;
    this.timers = timers;
    this.enforcement = enforcement;
    this.forcing = forcing;
    this.listener = listener;
  }

  long lostFrames() {
    return lostFrames;
  }

  /** Claims the call; false when it has ended, or had been claimed before. */
  boolean expire(Timer t, Reason reason, long now) {
    if (t.verdict != null) {
      return false;
    }
    t.verdict = new Verdict(TimeoutStatus.TIMEOUT, reason, t);
    t.interruptDue = true; // should this thread die on the way, its successor sends it
    if (!t.call().claim(t.word())) {
      t.interruptDue = false;
      t.verdict = null;
      return false;
    }
    t.rule.timedOut++;
    interrupting(t);
    t.graceEnd = now + t.limits.grace(); // the interrupt itself may take for ever
    stopCallsInside(t, false);
    stopTasks(now);
    interrupt(t);
    if (reason != Reason.OPERATOR) {
      burnFuse(t.rule, now);
    }
    return true;
  }

  private void interrupt(Timer t) {
    t.actPending = true;
    enforcement.interrupt(t);
    t.interruptDue = false;
  }

  /**
   * @param interrupt whether each is to be interrupted: the interrupt of the call around them has
   *     been sent already
   */
  private void stopCallsInside(Timer t, boolean interrupt) {
    if (t.isDetached()) {
      stopTimersInside(t);
      return;
    }
    for (CurfewCall c = t.owner().innermost(); c != null && c != t.call(); c = c.outer()) {
      long word = c.word();
      Timer child = CurfewWord.state(word) == CurfewWord.OPEN ? timers.of(c, word) : null;
      if (child != null && child.verdict == null) {
        stop(child, t, interrupt);
      }
    }
  }

  /** Each has to be ended by itself, and so have those inside it; threads are interrupted. */
  private void stopTimersInside(Timer t) {
    Detached detached = t.call() instanceof CurfewScope s ? Detached.of(s) : null;
    if (detached == null) {
      return;
    }
    for (CurfewScope scope : detached.inside) {
      long word = scope.word();
      Timer child = CurfewWord.state(word) == CurfewWord.OPEN ? timers.of(scope, word) : null;
      if (child != null && child.verdict == null) {
        stop(child, t, true);
        stopTimersInside(child);
      }
    }
    for (Detached.Attached a : detached.attached()) {
      long word = a.call().word();
      boolean open = a.isLive() && CurfewWord.state(word) == CurfewWord.OPEN;
      Timer child = open ? timers.of(a.call(), word) : null;
      if (child != null && child.verdict == null) {
        stop(child, t, true);
        stopCallsInside(child, false);
      }
    }
  }

  /** On other threads, of calls that are being stopped, and theirs. */
  private void stopTasks(long now) {
    tasksLookedFor = now;
    for (Set<Timer> due = tasks.toStop(now); !due.isEmpty(); due = tasks.toStop(now)) {
      for (Timer task : due) {
        stopTask(task);
      }
    }
  }

  /** It began when its call had been claimed. */
  void stopLateTask(Timer task) {
    stopTask(task);
    stopTasks(clock.now());
  }

  private void stopTask(Timer task) {
    Timer outer = tasks.stoppedCallOf(task.call(), task.word());
    if (outer != null) {
      stop(task, outer, true);
      stopCallsInside(task, false);
    }
  }

  /** There is nobody to interrupt for a detached timer. */
  private void interrupting(Timer t) {
    if (!t.isDetached()) {
      t.change(TimeoutStatus.INTERRUPTING, clock);
    }
  }

  private void stop(Timer child, Timer outer, boolean interrupt) {
    Verdict verdict = outer.verdict;
    if (verdict == null) {
      return;
    }
    timers.watch(child);
    child.verdict = new Verdict(TimeoutStatus.STOPPED, verdict.reason(), verdict.blamed());
    child.interruptDue = interrupt;
    child.hasOwnInterrupt = interrupt;
    if (!child.call().claim(child.word())) {
      child.interruptDue = false;
      child.verdict = null;
      return;
    }
    interrupting(child);
    child.graceEnd = clock.now() + child.limits.grace();
    verdict.blamed().stopped.add(child);
  }

  private void burnFuse(RuleState rule, long now) {
    if (rule.fuse != null && rule.fuse.blowsAt(now) && !rule.disabled) {
      rule.disabled = true;
      rule.fuseBlownAt = clock.wall(now);
      listener.fuseBlown(rule.rule);
    }
  }

  /** On each pass, for a call with a verdict. */
  void pass(Timer t, long now) {
    if (t.interruptDue) {
      interrupt(t);
    } else if (t.isDetached()) {
      passDetached(t, now);
    } else if (now >= t.graceEnd && t.isLive()) {
      forcing.pass(t, now);
      // Calls that began while this one was being stopped, as in its finally blocks, have its
      // grace.
      stopCallsInside(t, true);
      if (now - tasksLookedFor >= TASKS_PERIOD) {
        stopTasks(now);
      }
    }
  }

  /**
   * Nobody runs it, so it has ended when the tasks have that its call had handed over. Those are
   * stopped, and abandoned, by themselves.
   */
  private void passDetached(Timer t, long now) {
    if (t.actPending || t.endedAt != Timer.NONE) {
      return;
    }
    if (!runsTasks(t)) {
      t.call().dropLost(t.word());
      t.endedAt = now;
      timers.ended(t);
    } else if (t.status == TimeoutStatus.GRACE && now >= t.graceEnd) {
      t.change(TimeoutStatus.ABANDONED, clock);
    } else if (t.status != TimeoutStatus.GRACE && t.status != TimeoutStatus.ABANDONED) {
      t.change(TimeoutStatus.GRACE, clock);
      t.graceEnd = now + t.limits.grace();
    }
  }

  private static boolean runsTasks(Timer t) {
    for (Timer child : t.stopped) {
      if (child.isTask() && child.isLive()) {
        return true;
      }
    }
    return false;
  }

  // What enforcers and owners report; each arrives on the watcher's thread.

  void delivered(Timer t, StackTraceElement[] stack) {
    long now = clock.now();
    t.stackAtExpiry = stack; // before the change of status, which tells it
    enterGrace(t, now);
    Verdict verdict = t.verdict;
    if (verdict != null) {
      for (Timer child : verdict.blamed().stopped) {
        if (!child.isTask()) { // it has an interrupt of its own
          enterGrace(child, now);
        }
      }
    }
    expired(t, stack);
  }

  private void enterGrace(Timer t, long now) {
    if (t.status == TimeoutStatus.INTERRUPTING) {
      t.change(TimeoutStatus.GRACE, clock);
      t.graceEnd = now + t.limits.grace();
    }
  }

  void endedBeforeInterrupt(Timer t, StackTraceElement[] stack) {
    t.actPending = false;
    if (t.isDetached()) {
      passDetached(t, clock.now());
    }
    expired(t, stack);
  }

  private void expired(Timer t, StackTraceElement[] stack) {
    t.actPending = false;
    t.stackAtExpiry = stack;
    Verdict verdict = t.verdict;
    if (verdict != null && verdict.blamed() == t) {
      listener.expired(Reports.of(t, clock));
      for (Timer child : t.stopped) {
        if (!child.hasOwnInterrupt) {
          listener.stopped(Reports.of(child, clock));
        }
      }
    } else if (verdict != null) {
      listener.stopped(Reports.of(t, clock));
    }
  }

  void interruptAgain(Timer t) {
    t.interruptDue = true;
  }

  /** The blamed call's frame is gone; what runs now was never inside it. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // the watcher alone writes
  void lost(Timer t) {
    lostFrames++;
    Verdict verdict = t.verdict;
    if (verdict != null && verdict.blamed() == t) {
      t.rule.timedOut--;
    }
    timers.forget(t);
    for (Timer child : t.stopped) {
      child.verdict = null;
      child.call().unclaim(child.word());
      child.change(child.warned ? TimeoutStatus.WARNED : TimeoutStatus.ACTIVE, clock);
    }
  }

  void warned(Timer t, StackTraceElement[] stack) {
    t.stackAtWarning = stack;
    listener.warned(Reports.of(t, clock));
  }

  void abandoned(Timer t, StackTraceElement[] stack, String obstacle) {
    t.stackAtGraceEnd = stack;
    t.obstacle = obstacle;
    listener.abandoned(Reports.of(t, clock));
  }

  void claimedCallEnded(Timer t, long at, @Nullable String thrown) {
    t.endedAt = at;
    t.thrown = thrown;
  }

  void failing(Timer t, String thrown) {
    t.thrown = thrown;
  }
}
