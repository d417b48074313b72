package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A timer as it was at one moment, for logs and records.
 *
 * @param id of the timer
 * @param rule its name
 * @param label of the call's arguments; empty: the rule has none
 * @param path rule names, with labels in brackets, from the outermost call to this one, parted by "
 *     / "
 * @param method class and method of the entry
 * @param threadName of the thread that ran the call
 * @param threadId as in thread dumps
 * @param virtual whether that thread is virtual
 * @param status live or ended
 * @param reason why it timed out: deadline, heartbeat or operator; empty otherwise
 * @param blamed id of the timer whose time ran out; 0 for none
 * @param start when the watcher first saw the call
 * @param end null while it runs
 * @param elapsedNanos until its end, or until now
 * @param uncountedNanos of that, what does not count: pauses and stalls
 * @param stalledNanos of that, how long the whole process stood still, counted or not
 * @param timeoutNanos of its own; {@link TimerView#NONE} for none
 * @param recovered it had been abandoned before it ended
 * @param cancelledBy operator or application; null: nobody has cancelled the timer
 * @param thrown class of what the body threw; null: nothing, or not known
 * @param history every status with its time
 * @param stackAtWarning null when not taken
 * @param stackAtExpiry null when not taken
 * @param stackAtGraceEnd null when not taken
 * @param data what the application put on the call
 * @param lastHeartbeat details of the last heartbeat that had some; null: none had
 * @param acts what was done to end it by force, in this order
 * @param obstacle what kept it from ending when it was abandoned; empty: nothing has
 */
public record TimerReport(
    long id,
    String rule,
    String label,
    String path,
    String method,
    String threadName,
    long threadId,
    boolean virtual,
    TimeoutStatus status,
    String reason,
    long blamed,
    Instant start,
    @Nullable Instant end,
    long elapsedNanos,
    long uncountedNanos,
    long stalledNanos,
    long timeoutNanos,
    boolean recovered,
    @Nullable String cancelledBy,
    @Nullable String thrown,
    List<StatusChange> history,
    @Nullable List<StackTraceElement> stackAtWarning,
    @Nullable List<StackTraceElement> stackAtExpiry,
    @Nullable List<StackTraceElement> stackAtGraceEnd,
    Map<String, Object> data,
    @Nullable Map<String, Object> lastHeartbeat,
    List<Act> acts,
    String obstacle) {}
