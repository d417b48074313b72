package dev.curfew.api;

import java.time.Duration;

/**
 * What a check of a task's time has found. Immutable.
 *
 * @param isTimedOut its time is over
 * @param isWarning it has come to its warning, and nobody has been warned
 * @param elapsed not negative
 * @param remaining not negative
 * @param message a sentence; empty when there is nothing to say
 */
public record TimeoutCheck(
    boolean isTimedOut, boolean isWarning, Duration elapsed, Duration remaining, String message) {

  static TimeoutCheck timedOut(Duration elapsed, Duration timeout) {
    String message =
        "Task execution timed out after "
            + elapsed.toSeconds()
            + "s (limit: "
            + timeout.toSeconds()
            + "s)";
    return new TimeoutCheck(true, false, elapsed, Duration.ZERO, message);
  }

  static TimeoutCheck warning(Duration elapsed, Duration timeout) {
    Duration remaining = timeout.minus(elapsed);
    String message =
        "Task execution approaching timeout: "
            + elapsed.toSeconds()
            + "s elapsed, "
            + remaining.toSeconds()
            + "s remaining (limit: "
            + timeout.toSeconds()
            + "s)";
    return new TimeoutCheck(false, true, elapsed, remaining, message);
  }

  static TimeoutCheck inTime(Duration elapsed, Duration timeout) {
    return new TimeoutCheck(false, false, elapsed, timeout.minus(elapsed), "");
  }
}
