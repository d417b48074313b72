package dev.curfew.engine;

import java.util.List;

/**
 * What management surfaces may ask of the engine. Every method may be called from any thread,
 * blocks for at most two seconds and throws nothing; a command that the watcher did not take in
 * that time is answered {@code NO_ANSWER}.
 */
public interface EngineControl {

  /** The most timers that {@link #timers} lists. */
  int LIST_LIMIT = 10_000;

  /** Live timers that an operator may want, those with the least remaining time first. */
  List<TimerView> timers();

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

  /** From now on all rules only observe. */
  Answer disableAll(String by);

  Answer enableAll(String by);

  Answer disableRule(String rule, String by);

  Answer enableRule(String rule, String by);

  Answer disableTimer(long id, String by);

  Answer enableTimer(long id, String by);

  /** {@code enabled}, or {@code disabled} when an operator has disabled all. */
  boolean enabled();
}
