package dev.curfew.manage;

import dev.curfew.config.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Timers and rules as people read them. */
public final class Tables {
  private static final long WHOLE_SECONDS_FROM_MILLIS = 10_000;
  private static final String NONE = "-";

  private Tables() {}

  /** One line for the headings and one for each timer. */
  public static List<String> timers(List<TimerInfo> timers) {
    Table table =
        new Table()
            .right("ID")
            .left("STATUS")
            .right("REMAINING")
            .right("ELAPSED")
            .right("TIMEOUT")
            .left("LIMITED BY")
            .left("MODE")
            .left("THREAD")
            .left("PATH");
    for (TimerInfo t : timers) {
      table.row(
          t.id(),
          t.status(),
          duration(t.remainingMillis()) + (t.paused() ? " paused" : ""),
          duration(t.elapsedMillis()),
          duration(t.timeoutMillis()),
          t.limitedBy().isEmpty() ? NONE : t.limitedBy(),
          mode(t.mode(), t.effectiveMode()),
          t.threadName() + "#" + t.threadId() + (t.virtual() ? " virtual" : ""),
          t.path());
    }
    return table.lines();
  }

  static List<String> rules(List<RuleInfo> rules) {
    Table table =
        new Table()
            .left("RULE")
            .left("MODE")
            .right("CALLS")
            .right("FAILED")
            .right("WARNED")
            .right("TIMED OUT")
            .right("STOPPED")
            .right("CANCELLED")
            .right("OVERDUE")
            .right("ABANDONED")
            .right("TIMEOUT")
            .left("CHANGES");
    for (RuleInfo r : rules) {
      table.row(
          r.name(),
          mode(r.mode(), r.effectiveMode()),
          r.calls(),
          r.failed(),
          r.warned(),
          r.timedOut(),
          r.stopped(),
          r.cancelled(),
          r.overdue(),
          r.abandoned(),
          duration(r.timeoutMillis()),
          changes(r));
    }
    return table.lines();
  }

  private static String changes(RuleInfo r) {
    List<String> changes = new ArrayList<>(r.overrides());
    if (r.paused()) {
      changes.add("paused");
    }
    if (!r.fuseBlownAt().isEmpty()) {
      changes.add("disabled by its fuse at " + r.fuseBlownAt());
    }
    return changes.isEmpty() ? NONE : String.join("; ", changes);
  }

  private static String mode(String configured, String effective) {
    return configured.equals(effective) ? configured : configured + ", now " + effective;
  }

  /** {@code -} for null; from ten seconds on in whole seconds. */
  public static String duration(@Nullable Long millis) {
    if (millis == null) {
      return NONE;
    }
    boolean whole = Math.abs(millis) >= WHOLE_SECONDS_FROM_MILLIS;
    return Durations.print(Duration.ofMillis(whole ? millis / 1000 * 1000 : millis));
  }
}
