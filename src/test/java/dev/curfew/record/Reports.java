package dev.curfew.record;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.StatusChange;
import dev.curfew.engine.TimerReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports as the engine makes them. */
final class Reports {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private Reports() {}

  /** Of a call that runs, with an interrupt behind it. */
  static TimerReport running(long id) {
    return report(id, null, List.of(new StackTraceElement("a.B", "run", "B.java", 7)));
  }

  /** Of a call that has ended after that. */
  static TimerReport ended(long id) {
    return report(id, START.plusSeconds(id + 3), List.of());
  }

  static TimerReport withStack(long id, List<StackTraceElement> stack) {
    return report(id, null, stack);
  }

  private static TimerReport report(long id, @Nullable Instant end, List<StackTraceElement> stack) {
    TimeoutStatus status = end == null ? TimeoutStatus.GRACE : TimeoutStatus.TIMEOUT;
    return new TimerReport(
        id,
        "rule",
        "",
        "outer / rule",
        "a.B.run",
        "worker Zürich",
        42,
        false,
        status,
        "deadline",
        id,
        START.plusSeconds(id),
        end,
        2_500_000_000L,
        0,
        0,
        2_000_000_000L,
        false,
        null,
        null,
        List.of(
            new StatusChange(TimeoutStatus.ACTIVE, START.plusSeconds(id)),
            new StatusChange(status, START.plusSeconds(id + 2))),
        null,
        stack,
        null,
        Map.of("done", 3),
        null);
  }
}
