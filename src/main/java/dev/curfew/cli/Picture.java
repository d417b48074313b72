package dev.curfew.cli;

import com.google.gson.JsonObject;
import dev.curfew.manage.Tables;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.manage.TimerInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code top} shows at one moment.
 *
 * @param at when it was taken
 * @param openCalls open now
 * @param timedOut since the start
 * @param overdue since the start
 * @param abandoned since the start
 * @param enabled false: an operator has disabled all rules
 * @param healthy false: the watcher does not scan
 * @param timers those with the least remaining time
 * @param more timers for which there was no room
 */
record Picture(
    Instant at,
    long openCalls,
    long timedOut,
    long overdue,
    long abandoned,
    boolean enabled,
    boolean healthy,
    List<TimerInfo> timers,
    int more) {

  /** Of now, with at most so many timers. */
  static Picture of(TimeoutManagerMXBean manager, int rows) {
    List<TimerInfo> timers = manager.getTimers();
    int shown = Math.min(rows, timers.size());
    return new Picture(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        manager.getOpenCalls(),
        manager.getTimedOut(),
        manager.getOverdue(),
        manager.getAbandoned(),
        manager.isEnabled(),
        manager.isHealthy(),
        timers.subList(0, shown),
        timers.size() - shown);
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %d open, %d timed out, %d overdue, %d abandoned since the start%s%s"
            .formatted(
                at,
                openCalls,
                timedOut,
                overdue,
                abandoned,
                enabled ? "" : "; ALL RULES ARE DISABLED",
                healthy ? "" : "; THE WATCHER IS NOT HEALTHY"));
    lines.addAll(Tables.timers(timers));
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    return lines;
  }

  /** For scripts. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("at", at.toString());
    json.addProperty("openCalls", openCalls);
    json.addProperty("timedOut", timedOut);
    json.addProperty("overdue", overdue);
    json.addProperty("abandoned", abandoned);
    json.addProperty("enabled", enabled);
    json.addProperty("healthy", healthy);
    json.add("timers", TimersJson.array(timers));
    json.addProperty("more", more);
    return json;
  }
}
