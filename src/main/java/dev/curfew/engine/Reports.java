package dev.curfew.engine;

import dev.curfew.config.Mode;
import dev.curfew.engine.Timer.Verdict;
import java.util.LinkedHashMap;
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
        t.label == null ? "" : t.label,
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
        t.uncounted(until),
        t.stalled(until),
        t.timeout(),
        t.abandoned && !t.status.isLive(),
        t.cancelledBy,
        t.thrown,
        List.copyOf(t.history),
        listOf(t.stackAtWarning),
        listOf(t.stackAtExpiry),
        listOf(t.stackAtGraceEnd),
        new LinkedHashMap<>(t.data),
        t.lastHeartbeat,
        List.copyOf(t.acts),
        t.obstacle);
  }

  static TimerView view(Timer t, EngineClock clock, boolean mayStop) {
    long now = clock.now();
    long deadline = t.effectiveDeadline(now);
    return new TimerView(
        t.id(),
        t.rule.rule.name(),
        t.label == null ? "" : t.label,
        t.path,
        t.parent != null && t.parent.isLive() ? t.parent.id() : 0,
        t.thread().getId(),
        t.thread().getName(),
        t.isVirtual(),
        t.status,
        t.timeout(),
        now - t.stamp,
        t.uncounted(now),
        t.isPaused(),
        deadline == Timer.NONE ? TimerView.NONE : deadline - now,
        deadline == Timer.NONE ? "" : t.limitedBy(now).rule.rule.name(),
        t.rule.rule.mode().toString(),
        effectiveMode(t.rule, mayStop));
  }

  private static String effectiveMode(RuleState rule, boolean mayStop) {
    return (mayStop || !rule.isStopping() ? rule.mode() : Mode.OBSERVE).toString();
  }

  static RuleView view(RuleState r, CallCounts.Count count, int open, boolean mayStop) {
    return new RuleView(
        r.rule.name(),
        settings(Limits.configured(r.rule), r.rule.mode()),
        settings(r.limits(), r.mode()),
        effectiveMode(r, mayStop),
        r.disabled,
        r.paused.isOpen(),
        r.fuseBlownAt,
        r.overrides(),
        new RuleView.Counts(
            count.calls(),
            open,
            count.failures(),
            r.warned,
            r.timedOut,
            r.stopped,
            r.cancelled,
            r.overdue,
            r.abandoned,
            r.slowest));
  }

  private static RuleView.Settings settings(Limits limits, Mode mode) {
    return new RuleView.Settings(
        limits.timeout(),
        limits.warnAt() == 0 ? null : limits.warnAt(),
        limits.grace(),
        mode.toString());
  }

  private static @Nullable List<StackTraceElement> listOf(StackTraceElement @Nullable [] stack) {
    return stack == null ? null : List.of(stack);
  }
}
