package dev.curfew.engine;

import dev.curfew.config.Rule;
import java.time.Duration;
import java.time.Instant;

/** Told what becomes of timers, mostly on the watcher's thread: it must not block. */
public interface TimerListener {
  /** At the warning; the stack has been taken. */
  void warned(TimerReport report);

  /** At the deadline, after the interrupt. */
  void expired(TimerReport report);

  /** Still running when its grace was over. */
  void abandoned(TimerReport report);

  /** Past its deadline, and only observed. */
  void overdue(TimerReport report);

  /** Ended, after it had timed out, been stopped, cancelled or overdue. */
  void ended(TimerReport report);

  /** A call has told details with its heartbeat; at most once a second for each call. */
  default void heartbeat(TimerReport report) {}

  /**
   * What the application had by a timeout. On a thread for handlers.
   *
   * @param id of the timer
   * @param rule its name
   * @param result strings, numbers, booleans, and lists and maps of them
   */
  void partialResult(long id, String rule, Object result);

  /** A rule's fuse has disabled it. */
  void fuseBlown(Rule rule);

  /** The rule refuses new calls because too many are abandoned, or lets them in again. */
  default void refusing(Rule rule, boolean refuses) {}

  /** The whole process stood still. */
  void stalled(Instant from, Duration length);

  /** How the records do that it keeps. Any thread. */
  default RecordsView records() {
    return RecordsView.NONE;
  }
}
