package dev.curfew.api;

/**
 * A call that begins with {@link Timeouts#open} and ends with {@link #close}, for
 * try-with-resources. Bound to its thread, and last in first out.
 */
public interface TimeoutScope extends TimedCall, AutoCloseable {
  /** What the scope is for is done: its end is COMPLETED, not CANCELLED. */
  void complete();

  /**
   * Ends the call. A second time does nothing.
   *
   * @throws TimeoutExceededException when the call ran out of time and {@link #complete} was
   *     called; without it the body threw, and an exception from here would only be suppressed
   * @throws IllegalStateException on another thread than the one that opened it, and while a scope
   *     that was opened inside it is open
   */
  @Override
  void close();
}
