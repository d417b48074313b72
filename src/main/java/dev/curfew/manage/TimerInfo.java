package dev.curfew.manage;

import dev.curfew.engine.StatusChange;
import dev.curfew.engine.TimerView;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A live timer as it was at one moment. Durations are in milliseconds; what does not exist is null
 * and never a number that somebody could calculate with.
 *
 * @param id what the operations take
 * @param rule name of the call's rule
 * @param label of the call's arguments; empty: the rule has none
 * @param path rule names, with labels in brackets, from the outermost open call of the thread to
 *     this one, parted by " / "
 * @param parentId id of the timer of the open call around this one; 0: there is none
 * @param threadName empty for an unnamed virtual thread
 * @param threadId as in thread dumps
 * @param virtual whether the thread is virtual
 * @param status a live status, such as ACTIVE or GRACE
 * @param timeoutMillis the call's own timeout; null when it has none or it was cancelled
 * @param elapsedMillis since the watcher first saw the call
 * @param uncountedMillis of the elapsed time, what does not count: pauses and stalls
 * @param paused whether its time stands still
 * @param remainingMillis until the effective deadline, negative when past; null for none
 * @param limitedBy name of the rule whose deadline is the effective one; empty for none
 * @param mode configured mode of the rule, lower case
 * @param effectiveMode what holds now, lower case: observe while disabled
 * @param history each status so far with its time in UTC, the oldest first, such as {@code
 *     2026-11-23T08:14:09.103Z WARNED}
 */
public record TimerInfo(
    long id,
    String rule,
    String label,
    String path,
    long parentId,
    String threadName,
    long threadId,
    boolean virtual,
    String status,
    @Nullable Long timeoutMillis,
    long elapsedMillis,
    long uncountedMillis,
    boolean paused,
    @Nullable Long remainingMillis,
    String limitedBy,
    String mode,
    String effectiveMode,
    List<String> history) {

  static TimerInfo of(TimerView timer) {
    return new TimerInfo(
        timer.id(),
        timer.rule(),
        timer.label(),
        timer.path(),
        timer.parentId(),
        timer.threadName(),
        timer.threadId(),
        timer.virtual(),
        timer.status().name(),
        millisOrNull(timer.timeoutNanos()),
        TimeUnit.NANOSECONDS.toMillis(timer.elapsedNanos()),
        TimeUnit.NANOSECONDS.toMillis(timer.uncountedNanos()),
        timer.paused(),
        millisOrNull(timer.remainingNanos()),
        timer.limitedBy(),
        timer.mode(),
        timer.effectiveMode(),
        history(timer.history()));
  }

  static List<String> history(List<StatusChange> changes) {
    return changes.stream()
        .map(change -> change.at().truncatedTo(ChronoUnit.MILLIS) + " " + change.status())
        .toList();
  }

  static @Nullable Long millisOrNull(long nanos) {
    return nanos == TimerView.NONE ? null : TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
