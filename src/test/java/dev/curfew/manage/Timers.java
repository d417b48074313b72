package dev.curfew.manage;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.StatusChange;
import dev.curfew.engine.TimerReport;
import dev.curfew.engine.TimerView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Timers for tests. */
public final class Timers {
  private Timers() {}

  /** An active timer 9 of rule "checkout" on a thread of this name. */
  public static TimerView onThread(String name) {
    return new TimerView(
        9,
        "checkout",
        "",
        "checkout",
        0,
        109,
        name,
        false,
        TimeoutStatus.ACTIVE,
        TimerView.NONE,
        0,
        0,
        false,
        TimerView.NONE,
        "",
        "interrupt",
        "interrupt",
        List.of());
  }

  /** A call of rule "checkout" that ran out of time. */
  static TimerReport timedOut(long id) {
    return timedOut(id, false);
  }

  /** A call that was abandoned and has ended after all. */
  static TimerReport recovered(long id) {
    return timedOut(id, true);
  }

  private static TimerReport timedOut(long id, boolean recovered) {
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    return new TimerReport(
        id,
        "checkout",
        "",
        "checkout",
        "com.acme.Shop.pay",
        "worker-" + id,
        100 + id,
        false,
        TimeoutStatus.TIMEOUT,
        "deadline",
        id,
        start,
        start.plusSeconds(3),
        2_500_000_000L,
        0,
        0,
        2_000_000_000L,
        recovered,
        null,
        null,
        List.of(new StatusChange(TimeoutStatus.ACTIVE, start)),
        null,
        List.of(new StackTraceElement("com.acme.Shop", "pay", "Shop.java", 42)),
        null,
        Map.of(),
        null,
        List.of(),
        "");
  }
}
