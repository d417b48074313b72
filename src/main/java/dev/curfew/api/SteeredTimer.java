package dev.curfew.api;

/** A timer that somebody else may end, and say how. */
interface SteeredTimer extends DetachedTimer {
  /**
   * False when it has ended before.
   *
   * @param status COMPLETED or CANCELLED
   */
  boolean end(TimeoutStatus status);

  /** The timer around it has been ended by the application; false when it has ended before. */
  boolean endWithParent();

  @Override
  default boolean complete() {
    return end(TimeoutStatus.COMPLETED);
  }

  @Override
  default void close() {
    end(TimeoutStatus.CANCELLED);
  }
}
