package dev.curfew.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a process was stopped. Immutable.
 *
 * @param how what it took for the process itself
 * @param descendantsKilled of those it had started, how many had to be killed
 * @param descendantsAlive of those it had started, how many are still there
 * @param took from the request to the answer
 * @param exitCode of the process itself; null: it is alive
 */
public record ProcessStop(
    How how,
    int descendantsKilled,
    int descendantsAlive,
    Duration took,
    @Nullable Integer exitCode) {

  /** What it took. */
  public enum How {
    /** It had ended before. */
    ENDED_BEFORE,
    /** It ended when it was asked to. */
    TERMINATED,
    /** It ended when it was killed. */
    KILLED,
    /** Not even that ended it; a process in an uninterruptible system call is like that. */
    ALIVE
  }
}
