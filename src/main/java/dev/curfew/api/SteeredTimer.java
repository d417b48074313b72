package dev.curfew.api;

/** A timer that somebody else may end, and say how. */
interface SteeredTimer extends DetachedTimer {
  /**
   * False when it has ended before.
   *
   * @param status COMPLETED, CANCELLED, or STOPPED with the timer around it
   */
  boolean end(TimeoutStatus status);

  @Override
  default boolean complete() {
    return end(TimeoutStatus.COMPLETED);
  }

  @Override
  default void close() {
    end(TimeoutStatus.CANCELLED);
  }
}
