package dev.curfew.manage;

import dev.curfew.engine.Origin;
import dev.curfew.engine.RuleChange;
import dev.curfew.engine.TimerReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A notification that is to be sent.
 *
 * @param type its type
 * @param message what tools show of it, the outcome first
 * @param data the same for programs: strings, numbers, booleans
 * @param atMillis when it happened, since the epoch
 */
record Announcement(
    NotificationType type, String message, Map<String, Object> data, long atMillis) {

  private static Announcement now(NotificationType type, String message, Map<String, Object> data) {
    return new Announcement(type, Printable.of(message), data, System.currentTimeMillis());
  }

  /**
   * @param outcome the word that the message begins with, behind the id
   * @param more what else there is to say; empty: nothing
   */
  static Announcement ofTimer(NotificationType type, TimerReport r, String outcome, String more) {
    return now(type, message(r, outcome, more), timer(r));
  }

  static Announcement ofTimer(
      NotificationType type, TimerReport r, String outcome, String more, Origin origin) {
    Map<String, Object> data = timer(r);
    put(origin, data);
    return now(type, message(r, outcome, more) + by(origin), data);
  }

  private static String message(TimerReport r, String outcome, String more) {
    return "#" + r.id() + " " + outcome + " " + r.path() + (more.isEmpty() ? "" : ", " + more);
  }

  private static Map<String, Object> timer(TimerReport r) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", r.id());
    data.put("rule", r.rule());
    data.put("label", r.label());
    data.put("path", r.path());
    data.put("status", r.status().name());
    data.put("stopReason", r.reason());
    data.put("threadName", r.threadName());
    data.put("threadId", r.threadId());
    data.put("elapsedMillis", r.elapsedNanos() / 1_000_000);
    return data;
  }

  static Announcement ofRule(RuleChange change, Origin origin) {
    boolean ofMode = change.key().equals("mode") || change.key().equals("enabled");
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("rule", change.rule());
    data.put("key", change.key());
    data.put("value", change.value());
    put(origin, data);
    String rule = change.rule().isEmpty() ? "all rules" : change.rule();
    return now(
        ofMode ? NotificationType.MODE_CHANGED : NotificationType.RULE_CHANGED,
        rule + ": " + change.key() + " " + change.value() + by(origin),
        data);
  }

  /**
   * @param problems empty: it holds
   */
  static Announcement ofConfiguration(String source, List<String> problems, Origin origin) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("source", source);
    data.put("problems", String.join("\n", problems));
    put(origin, data);
    return problems.isEmpty()
        ? now(NotificationType.CONFIGURATION_CHANGED, "CHANGED: " + source + by(origin), data)
        : now(
            NotificationType.CONFIGURATION_REFUSED,
            "REFUSED: " + source + ": " + problems.get(0) + by(origin),
            data);
  }

  static Announcement ofSuppressed(long count) {
    return now(
        NotificationType.SUPPRESSED,
        count + " notifications were left out",
        Map.of("suppressed", count));
  }

  private static void put(Origin origin, Map<String, Object> data) {
    data.put("by", origin.by());
    data.put("reason", origin.reason());
  }

  private static String by(Origin origin) {
    return ", by " + origin.by() + (origin.reason().isEmpty() ? "" : ": " + origin.reason());
  }
}
