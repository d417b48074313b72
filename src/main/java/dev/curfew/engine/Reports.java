package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.config.Mode;
import dev.curfew.engine.Timer.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        t.threadName(),
        t.threadId(),
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

  /** As the API's TimeoutInfo reads it. */
  static Map<String, @Nullable Object> info(Timer t, EngineClock clock) {
    boolean ended = t.endedAt != Timer.NONE;
    long until = ended ? t.endedAt : clock.now();
    Verdict verdict = t.isDetached() ? t.verdict : null;
    long deadline = verdict == null ? t.effectiveDeadline(until) : until;
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("name", t.rule.rule.name());
    info.put("path", t.path);
    info.put("timeout", duration(t.timeout()));
    info.put("start", t.start);
    info.put("end", ended ? t.start.plusNanos(until - t.stamp) : null);
    info.put("status", (verdict == null ? t.status : verdict.status()).name());
    info.put("grace", Duration.ofNanos(t.limits.grace()));
    info.put("elapsed", Duration.ofNanos(until - t.stamp));
    info.put("remaining", duration(deadline == Timer.NONE ? deadline : deadline - until));
    return info;
  }

  /** The same of a detached timer that has ended before anybody looked at it. */
  static Map<String, @Nullable Object> info(
      ScopeSpec spec, CurfewScope scope, TimeoutStatus status, EngineClock clock) {
    long now = clock.now();
    Instant end = clock.wall(now);
    Duration elapsed = Duration.ofNanos(now - scope.stamp);
    Duration timeout = spec.rule().timeout();
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("name", spec.rule().name());
    info.put("path", path(scope));
    info.put("timeout", timeout);
    info.put("start", end.minus(elapsed));
    info.put("end", end);
    info.put("status", status.name());
    info.put("grace", spec.rule().grace());
    info.put("elapsed", elapsed);
    info.put("remaining", timeout == null ? null : duration(timeout.minus(elapsed).toNanos()));
    return info;
  }

  private static String path(CurfewScope scope) {
    ScopeSpec spec = ScopeSpec.of(scope, ApiSites.START);
    String name = spec == null ? "" : Timer.name(spec.rule(), spec.label());
    CurfewScope outer = scope.outer();
    return outer == null ? name : path(outer) + " / " + name;
  }

  private static @Nullable Duration duration(long nanos) {
    return nanos == Timer.NONE ? null : Duration.ofNanos(Math.max(0, nanos));
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
        t.threadId(),
        t.threadName(),
        t.isVirtual(),
        t.status,
        t.timeout(),
        now - t.stamp,
        t.uncounted(now),
        t.isPaused(),
        deadline == Timer.NONE ? TimerView.NONE : deadline - now,
        deadline == Timer.NONE ? "" : t.limitedBy(now).rule.rule.name(),
        (t.forceWanted ? Mode.FORCE : t.rule.rule.mode()).toString(),
        effectiveMode(t.rule, t.mode(), mayStop),
        List.copyOf(t.history));
  }

  private static String effectiveMode(RuleState rule, Mode mode, boolean mayStop) {
    return (mayStop || !rule.isStopping() ? mode : Mode.OBSERVE).toString();
  }

  static RuleView view(RuleState r, CallCounts.Count count, int open, boolean mayStop) {
    return new RuleView(
        r.rule.name(),
        settings(Limits.configured(r.rule), r.rule.mode()),
        settings(r.limits(), r.mode()),
        effectiveMode(r, r.mode(), mayStop),
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
