package dev.curfew.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A live call, and what its application may ask of it and do to it. Any thread. When the call has
 * ended nothing is changed any more, and what changes something returns false.
 */
public interface TimedCall {
  /** The call as it is now; when it has ended, as it ended. */
  TimeoutInfo info();

  /**
   * Time until the earliest deadline of this call and the calls around it, never negative; what one
   * hands on to the next service. Empty: there is no limit.
   */
  Optional<Duration> remaining();

  /** True from the moment on at which its time was over. */
  boolean isTimedOut();

  /** Moves the deadline; false when it is too late, or there is no limit to move. */
  boolean extend(Duration more);

  /** The call has at most this long from now on, as when a deadline came with a request. */
  boolean shorten(Duration atMost);

  /** The call runs on without a limit of its own; false when it is too late. */
  boolean cancel();

  /** A sign of life; it does not move the deadline. */
  boolean heartbeat();

  /**
   * A sign of life whose details go into the record of a timeout.
   *
   * @param details strings, numbers, booleans, and lists and maps of them; they are copied
   * @throws IllegalArgumentException for a value of another type
   */
  boolean heartbeat(Map<String, ?> details);

  /**
   * Puts something on the call that goes into the record of a timeout.
   *
   * @param value a string, a number, a boolean, or a list or map of them; it is copied
   * @return false also when the call has more than 64 KB of them then; nothing is changed
   * @throws IllegalArgumentException for a value of another type
   */
  boolean put(String key, Object value);

  /**
   * Asked at a timeout for what there is by then, on a thread of Curfew's.
   *
   * @param supplier gives what {@link #put} takes; it may throw and take long
   */
  boolean partialResult(Supplier<?> supplier);

  /**
   * Puts off the stop of this call and of those around it while the shield is open, for at most
   * this long. Deadlines stay where they are: a call that passes its own meanwhile is OVERDUE, and
   * stopped when the shield ends. An operator who expires a call is not kept waiting.
   *
   * @param atMost longer than 0
   * @throws IllegalArgumentException when it is not
   */
  Shield shield(Duration atMost);

  /** As {@link TimeoutOptions#onTimeout}, for one that is told besides those before. */
  boolean onTimeout(Consumer<TimeoutInfo> handler);
}
