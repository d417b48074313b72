package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last timers that ended after they had timed out, been stopped, cancelled or overdue. In
 * memory, so with the inner part of their stacks only and without what the application put on them;
 * the records have all of it. Watcher only.
 */
final class EndedTimers {
  private final Deque<TimerReport> newestFirst = new ArrayDeque<>();

  void add(TimerReport report) {
    if (!isOfInterest(report)) {
      return;
    }
    if (newestFirst.size() == EngineControl.HISTORY_LIMIT) {
      newestFirst.removeLast();
    }
    newestFirst.addFirst(lean(report));
  }

  List<TimerReport> all() {
    return List.copyOf(newestFirst);
  }

  private static boolean isOfInterest(TimerReport r) {
    return !r.reason().isEmpty() || r.cancelledBy() != null || wasOverdue(r);
  }

  private static boolean wasOverdue(TimerReport report) {
    for (StatusChange change : report.history()) {
      if (change.status() == TimeoutStatus.OVERDUE) {
        return true;
      }
    }
    return false;
  }

  private static TimerReport lean(TimerReport r) {
    return new TimerReport(
        r.id(),
        r.rule(),
        r.label(),
        r.path(),
        r.method(),
        r.threadName(),
        r.threadId(),
        r.virtual(),
        r.status(),
        r.reason(),
        r.blamed(),
        r.start(),
        r.end(),
        r.elapsedNanos(),
        r.uncountedNanos(),
        r.stalledNanos(),
        r.timeoutNanos(),
        r.recovered(),
        r.cancelledBy(),
        r.thrown(),
        r.history(),
        cut(r.stackAtWarning()),
        cut(r.stackAtExpiry()),
        cut(r.stackAtGraceEnd()),
        Map.of(),
        null,
        r.acts(),
        r.obstacle());
  }

  private static @Nullable List<StackTraceElement> cut(@Nullable List<StackTraceElement> stack) {
    return stack == null || stack.size() <= EngineControl.FRAMES_LIMIT
        ? stack
        : List.copyOf(stack.subList(0, EngineControl.FRAMES_LIMIT));
  }
}
