package dev.curfew.manage;

import dev.curfew.engine.Answer;
import dev.curfew.engine.Origin;
import dev.curfew.record.LogLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what, and why: the last commands in memory, all of them in the log. Thread-safe. */
final class AuditLog {
  static final int LIMIT = 100;

  private static final Logger log = LoggerFactory.getLogger("curfew");

  private final Deque<AuditEntry> entries = new ArrayDeque<>();

  void add(Origin origin, String command, Answer answer) {
    AuditEntry entry =
        new AuditEntry(
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            origin.by(),
            command,
            origin.reason(),
            answer.outcome().name(),
            answer.text());
    log.info(
        "{}",
        new LogLine("command")
            .text("by", entry.by())
            .text("command", entry.command())
            .text("reason", entry.reason())
            .text("answer", entry.answer()));
    synchronized (entries) {
      if (entries.size() == LIMIT) {
        entries.removeFirst();
      }
      entries.addLast(entry);
    }
  }

  /** The oldest first. */
  List<AuditEntry> entries() {
    synchronized (entries) {
      return List.copyOf(entries);
    }
  }
}
