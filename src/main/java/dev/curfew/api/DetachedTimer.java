package dev.curfew.api;

/**
 * A timer that belongs to no thread: begun with {@link Timeouts#start}, ended anywhere. It
 * interrupts nobody; {@link #info} and {@link TimeoutOptions#onTimeout} tell of its timeout. Under
 * the agent it ends by itself when it runs out of time; without the agent it is OVERDUE until
 * somebody ends it, and a TIMEOUT then.
 */
public interface DetachedTimer extends TimedCall, AutoCloseable {
  /** What it is for is done; false when it has ended before. */
  boolean complete();

  /** Ends it as CANCELLED, unless it has ended before. */
  @Override
  void close();
}
