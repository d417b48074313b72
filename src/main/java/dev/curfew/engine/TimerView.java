package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import java.util.List;

/**
 * A live timer as it was at one moment.
 *
 * @param id short, given when somebody first looks at the call, never reused
 * @param rule name of the call's rule
 * @param label of the call's arguments; empty: the rule has none
 * @param path rule names, with labels in brackets, from the outermost open call of the thread to
 *     this one, parted by " / "
 * @param parentId id of the timer of the open call around this one; 0: there is none
 * @param threadId as in thread dumps
 * @param threadName as it was at that moment; empty for an unnamed virtual thread
 * @param virtual whether the thread is virtual
 * @param status a live status
 * @param timeoutNanos the call's own timeout; {@link #NONE} when it has none or it was cancelled
 * @param elapsedNanos since the watcher first saw the call
 * @param uncountedNanos of the elapsed time, what does not count: pauses and stalls
 * @param paused whether its time stands still
 * @param remainingNanos until the effective deadline, negative when past; {@link #NONE} for none
 * @param limitedBy rule name of the call whose deadline is the effective one; empty for none
 * @param mode configured mode of the rule, lower case
 * @param effectiveMode what holds now, lower case: observe while disabled
 * @param history every status that it has had so far with its time, the oldest first
 */
public record TimerView(
    long id,
    String rule,
    String label,
    String path,
    long parentId,
    long threadId,
    String threadName,
    boolean virtual,
    TimeoutStatus status,
    long timeoutNanos,
    long elapsedNanos,
    long uncountedNanos,
    boolean paused,
    long remainingNanos,
    String limitedBy,
    String mode,
    String effectiveMode,
    List<StatusChange> history) {

  /** No limit. */
  public static final long NONE = Long.MAX_VALUE;
}
