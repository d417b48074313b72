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

  /** The most stacks that {@link #stacks} takes. */
  int STACKS_LIMIT = 500;

  /** The innermost frames of a stack that {@link #stacks} and {@link #history} have. */
  int FRAMES_LIMIT = 100;

  /** The most timers that {@link #history} keeps. */
  int HISTORY_LIMIT = 200;

  /** So many open calls are looked at to tell how many each rule has. */
  int ACTIVE_LIMIT = 100_000;

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

  /** The last timers that ended after they had timed out, been stopped, cancelled or overdue. */
  List<TimerReport> history();

  /**
   * The stacks of the live timers with the least remaining time, at most {@link #STACKS_LIMIT} of
   * {@link #FRAMES_LIMIT} frames. Taken on the calling thread; a call that has ended meanwhile is
   * left out.
   */
  List<TimerStack> stacks();

  /** The calls run on without limits of their own; an answer for each, in this order. */
  List<Answer> cancelTimers(List<Long> ids, Origin origin);

  /** Moves the deadlines of calls that have not run out of time by this much. */
  List<Answer> extendTimers(List<Long> ids, long nanos, Origin origin);

  /** Treats the calls as timed out now. */
  List<Answer> expireCalls(List<Long> ids, Origin origin);

  /** One of {@link #cancelTimers}. */
  default Answer cancelTimer(long id, Origin origin) {
    return cancelTimers(List.of(id), origin).get(0);
  }

  /** One of {@link #extendTimers}. */
  default Answer extendTimer(long id, long nanos, Origin origin) {
    return extendTimers(List.of(id), nanos, origin).get(0);
  }

  /** One of {@link #expireCalls}. */
  default Answer expireCall(long id, Origin origin) {
    return expireCalls(List.of(id), origin).get(0);
  }

  /** From now on only observes. */
  Answer disable(Target target, Origin origin);

  /** Takes a disable back, also that of a fuse; nothing is stopped for another five seconds. */
  Answer enable(Target target, Origin origin);

  /** From now on time does not count. */
  Answer pause(Target target, Origin origin);

  /** Time counts again; nothing is stopped for another five seconds. */
  Answer resume(Target target, Origin origin);

  /** Changes a rule until it is reset or the JVM ends; calls that are open keep their limits. */
  Answer set(String rule, RuleSetting setting, Origin origin);

  /** Takes all changes of a rule back. */
  Answer reset(String rule, Origin origin);

  /**
   * From now on this one is told too; on the watcher's thread, so it must not block. What it throws
   * is lost.
   */
  void listen(TimerListener listener);

  /** False while an operator has disabled all. */
  boolean enabled();
}
