package dev.curfew.api;

/**
 * A timer that belongs to no thread: begun with {@link Timeouts#start}, ended anywhere. It
 * interrupts nobody but threads that {@linkplain #attach work for it}; {@link #info} and {@link
 * TimeoutOptions#onTimeout} tell of its timeout. Under the agent it ends by itself when it runs out
 * of time; without the agent it is OVERDUE until somebody ends it, and a TIMEOUT then.
 */
public interface DetachedTimer extends TimedCall, AutoCloseable {
  /**
   * This thread works for the timer: opens a scope inside it, with which it is interrupted when the
   * timer, or one around it, runs out of time. The scope ends as STOPPED then, and its close throws
   * nothing. As many threads as want to may work for a timer. A thread in calls of its own leaves
   * their limits: the scope's are its own and the timer's; but those calls are still stopped with
   * all that is inside them.
   *
   * @param name as of {@link Timeouts#call}
   * @throws IllegalStateException when the timer has ended; its {@link #info} says how
   */
  TimeoutScope attach(String name, TimeoutOptions options);

  /** What it is for is done; false when it has ended before. */
  boolean complete();

  /** Ends it as CANCELLED, unless it has ended before. */
  @Override
  void close();
}
