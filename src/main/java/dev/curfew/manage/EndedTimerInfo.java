package dev.curfew.manage;

import dev.curfew.engine.TimerReport;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A timer whose call has ended, after it had timed out, been stopped, cancelled or overdue.
 * Durations are in milliseconds, instants ISO-8601 in UTC, stacks the innermost 100 frames, empty
 * when none was taken.
 *
 * @param id as it was in Timers
 * @param rule name of the call's rule
 * @param label of the call's arguments; empty: the rule has none
 * @param path rule names from the outermost open call to this one, parted by " / "
 * @param method class and method of the entry
 * @param threadName empty for an unnamed virtual thread
 * @param threadId as in thread dumps; 0: it was bound to no thread
 * @param virtual whether the thread is virtual
 * @param status how it ended: COMPLETED, FAILED, TIMEOUT, STOPPED or CANCELLED
 * @param reason why it was stopped: deadline, heartbeat or operator; empty: it was not
 * @param blamedId id of the timer whose time ran out; 0: none
 * @param startedAt when the watcher first saw the call
 * @param endedAt when it ended
 * @param elapsedMillis between the two
 * @param timeoutMillis of its own; null: it had none, or it was cancelled
 * @param recovered it had been abandoned before it ended
 * @param cancelledBy operator or application; empty: nobody
 * @param thrown class of what the body threw; empty: nothing, or not known
 * @param history each status with its time, such as {@code 2026-11-23T08:14:09.103Z GRACE}
 * @param stackAtWarning at the warning
 * @param stackAtExpiry when its time had run out
 * @param stackAtGraceEnd when it was still running after its grace
 */
public record EndedTimerInfo(
    long id,
    String rule,
    String label,
    String path,
    String method,
    String threadName,
    long threadId,
    boolean virtual,
    String status,
    String reason,
    long blamedId,
    String startedAt,
    String endedAt,
    long elapsedMillis,
    @Nullable Long timeoutMillis,
    boolean recovered,
    String cancelledBy,
    String thrown,
    List<String> history,
    List<String> stackAtWarning,
    List<String> stackAtExpiry,
    List<String> stackAtGraceEnd) {

  static EndedTimerInfo of(TimerReport r) {
    return new EndedTimerInfo(
        r.id(),
        r.rule(),
        r.label(),
        r.path(),
        r.method(),
        r.threadName(),
        r.threadId(),
        r.virtual(),
        r.status().name(),
        r.reason(),
        r.blamed(),
        r.start().toString(),
        textOf(r.end()),
        TimeUnit.NANOSECONDS.toMillis(r.elapsedNanos()),
        TimerInfo.millisOrNull(r.timeoutNanos()),
        r.recovered(),
        textOf(r.cancelledBy()),
        textOf(r.thrown()),
        TimerInfo.history(r.history()),
        lines(r.stackAtWarning()),
        lines(r.stackAtExpiry()),
        lines(r.stackAtGraceEnd()));
  }

  private static String textOf(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static List<String> lines(@Nullable List<StackTraceElement> stack) {
    return stack == null ? List.of() : stack.stream().map(StackTraceElement::toString).toList();
  }
}
