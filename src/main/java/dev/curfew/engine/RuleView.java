package dev.curfew.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule's counters at one moment; all counts since start.
 *
 * @param name the rule's
 * @param mode configured, lower case
 * @param effectiveMode what holds now, lower case: observe while disabled
 * @param timeoutNanos of calls that begin now; {@link TimerView#NONE}: none of their own
 * @param paused whether the rule's time stands still
 * @param fuseBlownAt when the fuse disabled the rule; null: it has not, or the rule was enabled
 *     since
 * @param overrides live changes by operators
 * @param calls entered
 * @param failed ended by an exception of their own
 * @param warned past their warning
 * @param timedOut ran out of time (TIMEOUT)
 * @param stopped ended because the call around them ran out of time
 * @param cancelled timers cancelled
 * @param overdue past their deadline and only observed
 * @param abandoned still running when their grace was over
 */
public record RuleView(
    String name,
    String mode,
    String effectiveMode,
    long timeoutNanos,
    boolean paused,
    @Nullable Instant fuseBlownAt,
    List<LiveOverride> overrides,
    long calls,
    long failed,
    long warned,
    long timedOut,
    long stopped,
    long cancelled,
    long overdue,
    long abandoned) {}
