package dev.curfew.engine;

import dev.curfew.engine.Timer.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes immutable pictures of timers. Watcher only. */
final class Reports {
  private Reports() {}

  static TimerReport of(Timer t, EngineClock clock) {
    Verdict verdict = t.verdict;
    long until = t.endedAt == Timer.NONE ? clock.now() : t.endedAt;
    return new TimerReport(
        t.id(),
        t.rule.rule.name(),
        t.path,
        t.site().className() + "." + t.site().methodName(),
        t.thread().getName(),
        t.thread().getId(),
        t.isVirtual(),
        t.status,
        verdict == null ? "" : verdict.reason().name().toLowerCase(Locale.ROOT),
        verdict == null ? 0 : verdict.blamed().id(),
        t.start,
        t.endedAt == Timer.NONE ? null : clock.wall(t.endedAt),
        until - t.stamp,
        t.timeout,
        t.abandoned && !t.status.isLive(),
        t.cancelledBy,
        t.thrown,
        List.copyOf(t.history),
        listOf(t.stackAtWarning),
        listOf(t.stackAtExpiry),
        listOf(t.stackAtGraceEnd));
  }

  static TimerView view(Timer t, EngineClock clock, boolean mayStop) {
    Timer limit = t.limitedBy();
    long now = clock.now();
    return new TimerView(
        t.id(),
        t.rule.rule.name(),
        t.path,
        t.thread().getId(),
        t.thread().getName(),
        t.isVirtual(),
        t.status,
        t.timeout,
        now - t.stamp,
        limit.deadline == Timer.NONE ? TimerView.NONE : limit.deadline - now,
        limit.deadline == Timer.NONE ? "" : limit.rule.rule.name(),
        t.rule.modeName(),
        mayStop ? t.rule.modeName() : "observe");
  }

  private static @Nullable List<StackTraceElement> listOf(StackTraceElement @Nullable [] stack) {
    return stack == null ? null : List.of(stack);
  }
}
