package dev.curfew.engine;

import java.util.List;

/**
 * What management surfaces may ask of the engine. Every method may be called from any thread,
 * blocks for at most two seconds and throws nothing; a command that the watcher did not take in
 * that time is answered {@code NO_ANSWER}. {@code by} says who wants it.
 */
public interface EngineControl {

  /** The most timers that {@link #timers} lists. */
  int LIST_LIMIT = 10_000;

  /** Live timers that an operator may want, those with the least remaining time first. */
  List<TimerView> timers();

  /**
   * For the JVM's end: those in full that are live, at most {@link #LIST_LIMIT}; what has ended is
   * told to the listener before.
   */
  List<TimerReport> lastReports();

  /** Calls open now, also those beyond {@link #LIST_LIMIT}. */
  long openCalls();

  /** Every rule of the configuration, in its order. */
  List<RuleView> rules();

  HealthView health();

  /** The call runs on without a limit of its own. */
  Answer cancelTimer(long id, String by);

  /** Moves the deadline of a call that has not run out of time by this much. */
  Answer extendTimer(long id, long nanos, String by);

  /** Treats the call as timed out now. */
  Answer expireCall(long id, String by);

  /** From now on only observes. */
  Answer disable(Target target, String by);

  /** Takes a disable back, also that of a fuse; nothing is stopped for another five seconds. */
  Answer enable(Target target, String by);

  /** From now on time does not count. */
  Answer pause(Target target, String by);

  /** Time counts again; nothing is stopped for another five seconds. */
  Answer resume(Target target, String by);

  /** Changes a rule until it is reset or the JVM ends; calls that are open keep their limits. */
  Answer set(String rule, RuleSetting setting, String by);

  /** Takes all changes of a rule back. */
  Answer reset(String rule, String by);

  /** False while an operator has disabled all. */
  boolean enabled();
}
