package dev.curfew.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule at one moment; all counts since start.
 *
 * @param name the rule's
 * @param configured what the configuration gives to its calls
 * @param current what calls get that begin now, with operators' overrides
 * @param effectiveMode what holds now, lower case: observe while disabled
 * @param disabled by an operator or its fuse, by itself
 * @param paused whether the rule's time stands still
 * @param fuseBlownAt when the fuse disabled the rule; null: it has not, or the rule was enabled
 *     since
 * @param overrides live changes by operators
 * @param counts what became of its calls
 */
public record RuleView(
    String name,
    Settings configured,
    Settings current,
    String effectiveMode,
    boolean disabled,
    boolean paused,
    @Nullable Instant fuseBlownAt,
    List<LiveOverride> overrides,
    Counts counts) {

  /**
   * What can be set of a rule.
   *
   * @param timeoutNanos {@link TimerView#NONE}: none of their own
   * @param warnAt fraction of the timeout; null: never
   * @param graceNanos not negative
   * @param mode lower case
   */
  public record Settings(
      long timeoutNanos, @Nullable Double warnAt, long graceNanos, String mode) {}

  /**
   * What became of a rule's calls.
   *
   * @param calls entered
   * @param active open now, as far as {@link EngineControl#ACTIVE_LIMIT} of all open calls go
   * @param failed ended by an exception of their own
   * @param warned past their warning
   * @param timedOut ran out of time (TIMEOUT)
   * @param stopped ended because the call around them ran out of time
   * @param cancelled timers cancelled
   * @param overdue past their deadline and only observed
   * @param abandoned still running when their grace was over
   * @param slowestNanos the longest that a call is known to have taken: of those that had a timer
   *     until their end, of the others while they were open when somebody looked
   */
  public record Counts(
      long calls,
      long active,
      long failed,
      long warned,
      long timedOut,
      long stopped,
      long cancelled,
      long overdue,
      long abandoned,
      long slowestNanos) {}
}
