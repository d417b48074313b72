package dev.curfew.manage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what: the last commands in memory, all of them in the log. Thread-safe. */
final class AuditLog {
  static final int LIMIT = 100;

  private static final Logger log = LoggerFactory.getLogger("curfew");

  private final Deque<String> lines = new ArrayDeque<>();

  void add(String by, String command, String answer) {
    String what = Printable.of(by + " " + command + ": " + answer);
    log.info("{}", what);
    String line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + what;
    synchronized (lines) {
      if (lines.size() == LIMIT) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }

  /** The oldest first. */
  String[] lines() {
    synchronized (lines) {
      return lines.toArray(new String[0]);
    }
  }
}
