package dev.curfew.enforce;

import dev.curfew.engine.Enforcement.Outcomes;
import dev.curfew.engine.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Uses every means on a call, each on an enforcer of its own, because each may hang. */
final class ForceRounds {
  /**
   * The interrupt waits at most so long for the thread to leave the cancelled statement: an
   * interrupt during a database's file I/O can close its file for everyone.
   */
  private static final long LONGEST_CANCEL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long LOOK_NANOS = 2_000_000;

  /** A means that works on a call. */
  private record AtWork(long timer, String means) {}

  private final List<ForceMeans> means;
  private final Outcomes outcomes;
  private final Consumer<Runnable> enforcers;
  private final Set<AtWork> atWork = ConcurrentHashMap.newKeySet();

  /**
   * @param enforcers run what they are given, each on another thread
   */
  ForceRounds(List<ForceMeans> means, Outcomes outcomes, Consumer<Runnable> enforcers) {
    this.means = means;
    this.outcomes = outcomes;
    this.enforcers = enforcers;
  }

  /** Starts a round; a means that still works on the call since an earlier one is left alone. */
  void start(Timer timer) {
    for (ForceMeans each : means) {
      start(each, timer);
    }
  }

  private void start(ForceMeans each, Timer timer) {
    AtWork work = new AtWork(timer.id(), each.name());
    if (atWork.add(work)) {
      enforcers.accept(
          () -> {
            try {
              apply(each, timer);
            } finally {
              atWork.remove(work);
            }
          });
    }
  }

  private void apply(ForceMeans each, Timer timer) {
    List<String> acts;
    try {
      acts = each.apply(timer);
    } catch (Throwable e) {
      acts = List.of(each.name() + " failed: " + e);
    }
    if (!acts.isEmpty()) {
      outcomes.acted(timer, acts);
    }
  }

  /**
   * Cancels the statement that the call executes, if any, and waits until the thread has left it,
   * for at most half of the grace.
   */
  void cancelStatement(Timer timer) {
    for (ForceMeans each : means) {
      if (each instanceof Statements statements && statements.isNeeded(timer)) {
        start(each, timer);
        long begin = System.nanoTime();
        long patience = Math.min(timer.graceNanos() / 2, LONGEST_CANCEL_NANOS);
        while (statements.isNeeded(timer) && System.nanoTime() - begin < patience) {
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    }
  }

  /** True while the call executes a statement that may be cancelled. */
  boolean isInStatement(Timer timer) {
    for (ForceMeans each : means) {
      if (each instanceof Statements statements && statements.isNeeded(timer)) {
        return true;
      }
    }
    return false;
  }

  /** True while a means works on the call. */
  boolean isAtWork(Timer timer) {
    for (ForceMeans each : means) {
      if (atWork.contains(new AtWork(timer.id(), each.name()))) {
        return true;
      }
    }
    return false;
  }

  /** The call has ended: tells what has not been told. */
  void lastWord(Timer timer) {
    List<String> acts = new ArrayList<>();
    for (ForceMeans each : means) {
      acts.addAll(each.lastWord(timer));
    }
    if (!acts.isEmpty()) {
      outcomes.acted(timer, acts);
    }
  }

  /** The call has ended. */
  void ended(Timer timer) {
    for (ForceMeans each : means) {
      each.ended(timer);
    }
  }
}
