package dev.curfew.engine;

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

  /** Takes the stack of a call that is still running when its grace is over. */
  void abandon(Timer timer);

  /** Enforcers in an act at this moment. */
  int busy();

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

    void abandoned(Timer timer, StackTraceElement[] stack);

    /** Called from time to time by an idle enforcer: revives a watcher that is gone. */
    void guardWatcher();
  }
}
