package dev.curfew.record;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.StatusChange;
import dev.curfew.engine.TimerReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports as the engine makes them. */
final class Reports {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private Reports() {}

  /** Of a call that has run out of time and runs. */
  static TimerReport running(long id) {
    return of(id, TimeoutStatus.GRACE, false);
  }

  /** Of a call that has ended after that. */
  static TimerReport ended(long id) {
    return of(id, TimeoutStatus.GRACE, true);
  }

  /** Of a call that was in this status, and perhaps has ended since. */
  static TimerReport of(long id, TimeoutStatus live, boolean ended) {
    return report(id, live, ended, List.of(new StackTraceElement("a.B", "run", "B.java", 7)));
  }

  /** Of a call that has run out of time with this stack. */
  static TimerReport withStack(long id, List<StackTraceElement> stack) {
    return report(id, TimeoutStatus.GRACE, false, stack);
  }

  /** Of a call that was abandoned and has ended after all. */
  static TimerReport recovered(long id) {
    return report(id, TimeoutStatus.GRACE, true, List.of(), "", "worker", true);
  }

  /** Of a running call whose label, thread and class have such a name. */
  static TimerReport evil(long id, String name) {
    StackTraceElement frame = new StackTraceElement(name, name, name, 1);
    return report(id, TimeoutStatus.GRACE, false, List.of(frame), name, name, false);
  }

  private static TimerReport report(
      long id, TimeoutStatus live, boolean ended, List<StackTraceElement> stack) {
    return report(id, live, ended, stack, "", "worker Zürich", false);
  }

  private static TimerReport report(
      long id,
      TimeoutStatus live,
      boolean ended,
      List<StackTraceElement> stack,
      String label,
      String thread,
      boolean recovered) {
    boolean timedOut = live == TimeoutStatus.GRACE;
    TimeoutStatus end = timedOut ? TimeoutStatus.TIMEOUT : TimeoutStatus.COMPLETED;
    Instant start = START.plusSeconds(id);
    List<StatusChange> history = new ArrayList<>();
    history.add(new StatusChange(TimeoutStatus.ACTIVE, start));
    history.add(new StatusChange(live, start.plusSeconds(2)));
    if (ended) {
      history.add(new StatusChange(end, start.plusSeconds(3)));
    }
    return new TimerReport(
        id,
        "rule",
        label,
        "outer / rule" + label,
        "a.B.run" + label,
        thread,
        42,
        false,
        ended ? end : live,
        timedOut ? "deadline" : "",
        timedOut ? id : 0,
        start,
        ended ? start.plusSeconds(3) : null,
        2_500_000_000L,
        0,
        0,
        2_000_000_000L,
        recovered,
        null,
        null,
        history,
        null,
        stack,
        null,
        Map.of("done", 3),
        null,
        List.of(),
        "");
  }
}
