package dev.curfew.engine;

/**
 * How the applications' handlers do: those of timeouts, and suppliers of partial results.
 *
 * @param failed how many threw, since the start
 * @param dropped how many were not run, because too many were waiting
 * @param oldestNanos for how long the one has been running that began first; 0: none runs
 */
public record HandlersView(int failed, int dropped, long oldestNanos) {
  /** None has run yet. */
  public static final HandlersView NONE = new HandlersView(0, 0, 0);
}
