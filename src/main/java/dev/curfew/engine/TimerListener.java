package dev.curfew.engine;

import dev.curfew.config.Rule;
import dev.curfew.engine.Answer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Told what becomes of timers and rules, mostly on the watcher's thread: it must not block. */
public interface TimerListener {
  /** At the warning; the stack has been taken. */
  void warned(TimerReport report);

  /** At the deadline, after the interrupt. */
  void expired(TimerReport report);

  /** Stopped with the call around it whose time ran out, after the interrupt. */
  default void stopped(TimerReport report) {}

  /** The timer was cancelled, by an operator or the application; the call runs on. */
  default void cancelled(TimerReport report, Origin origin) {}

  /** An operator or the application has moved the deadline by this much. */
  default void extended(TimerReport report, Duration more, Origin origin) {}

  /** An operator has disabled, enabled, paused or resumed this timer alone. */
  default void switched(TimerReport report, Outcome outcome, Origin origin) {}

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

  /** An operator has changed a rule, or all. */
  default void ruleChanged(RuleChange change, Origin origin) {}

  /** There are rules that were not there before: the application has given new names. */
  default void rulesAdded() {}

  /** Another configuration holds from now on, from this file or argument. */
  default void configurationChanged(String source, Origin origin) {}

  /** What was to be the configuration can't be used: the one before holds. */
  default void configurationRefused(String source, List<String> problems, Origin origin) {}

  /** The whole process stood still. */
  void stalled(Instant from, Duration length);

  /** How the records do that it keeps. Any thread. */
  default RecordsView records() {
    return RecordsView.NONE;
  }
}
