package dev.curfew.engine;

import java.util.List;

/**
 * Acts on threads. Each method returns at once; the act happens on an enforcer's thread, which
 * tells the {@link Outcomes}.
 */
public interface Enforcement {
  /** Takes the stack of a call that is close to its deadline. */
  void warn(Timer timer);

  /**
   * Makes sure that the call is on its thread's stack, takes the stack and interrupts the thread.
   */
  void interrupt(Timer timer);

  /** One round of all that may end a call which has not ended by its interrupt. */
  void force(Timer timer);

  /** A call on which force was used has ended: what was done to it is to be told. */
  default void askLastWord(Timer timer) {}

  /** True while an enforcer has to tell yet what its force has done to the call. */
  boolean isForcing(Timer timer);

  /**
   * A call on which force was used has ended, or may not be forced any more: nothing of it may have
   * an effect now.
   */
  void ended(Timer timer);

  /** Takes the stack of a call that nothing has ended, and finds out what keeps it. */
  void abandon(Timer timer);

  /** Enforcers in an act at this moment. */
  int busy();

  /** Begins no act any more; idle threads end within a second. */
  default void stop() {}

  /** Where acts report to; any thread. */
  interface Outcomes {
    void warned(Timer timer, StackTraceElement[] stack);

    void delivered(Timer timer, StackTraceElement[] stack);

    /** The call ended before the interrupt. */
    void ended(Timer timer, StackTraceElement[] stack);

    /** The thread's gate was held; the interrupt has to be tried again. */
    void busy(Timer timer);

    /** The call's frame was gone; the word has been dropped. */
    void lost(Timer timer);

    /**
     * Something was done to end the call by force.
     *
     * @param whats a sentence without a full stop for each act
     */
    void acted(Timer timer, List<String> whats);

    /**
     * The call is given up; its stack has been taken.
     *
     * @param obstacle what keeps the call from ending, as far as one can see
     */
    void abandoned(Timer timer, StackTraceElement[] stack, String obstacle);

    /** Called from time to time by an idle enforcer: revives a watcher that is gone. */
    void guardWatcher();
  }
}
