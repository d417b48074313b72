package dev.curfew.record;

import dev.curfew.config.Rule;
import dev.curfew.engine.TimerReport;
import dev.curfew.engine.TimerView;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each event; the warning's is followed by the stack. */
final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger("curfew");

  void log(Recorder.Event event, TimerReport r) {
    switch (event) {
      case WARNED -> LOG.warn("{}{}", line("warned", r), stack(r.stackAtWarning()));
      case EXPIRED -> LOG.warn("{} reason={}", line("timed-out", r), r.reason());
      case ABANDONED -> LOG.error("{}{}", line("abandoned", r), stack(r.stackAtGraceEnd()));
      case OVERDUE -> LOG.warn("{} mode=observe", line("overdue", r));
      case ENDED ->
          LOG.info("{} status={} recovered={}", line("ended", r), r.status(), r.recovered());
      case OPEN_AT_EXIT -> LOG.warn("{} status={}", line("open-at-exit", r), r.status());
    }
  }

  void fuseBlown(Rule rule) {
    LOG.error(
        "fuse-blown rule=\"{}\" fuse={}: more timeouts than that; the rule only observes until it"
            + " is enabled",
        rule.name(),
        rule.options().fuse());
  }

  void stalled(Instant from, Duration length) {
    LOG.warn("stalled from={} for={}ms: the whole process stood still", from, length.toMillis());
  }

  void unwritable(File directory, Exception e) {
    LOG.error(
        "records can't be written to {}: {}; they stay in memory and it is tried again each second",
        directory,
        e.toString());
  }

  void writable(File directory) {
    LOG.warn("records are written to {} again", directory);
  }

  void notRemoved(File directory, Exception e) {
    LOG.warn("old records in {} can't be removed: {}", directory, e.toString());
  }

  private static String line(String event, TimerReport r) {
    StringBuilder s = new StringBuilder(200);
    s.append(event).append(" id=").append(r.id());
    s.append(" rule=\"").append(r.rule()).append("\" path=\"").append(r.path());
    s.append("\" method=").append(r.method());
    s.append(" thread=\"").append(escaped(r.threadName())).append("\" tid=").append(r.threadId());
    s.append(" elapsed=").append(r.elapsedNanos() / 1_000_000).append("ms");
    if (r.timeoutNanos() != TimerView.NONE) {
      s.append(" timeout=").append(r.timeoutNanos() / 1_000_000).append("ms");
    }
    return s.toString();
  }

  /** A thread's name is anything that the application likes. */
  private static String escaped(String text) {
    StringBuilder s = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      s.append(c < ' ' || c == '"' || c == 0x7f ? '?' : c);
    }
    return s.toString();
  }

  private static String stack(@Nullable List<StackTraceElement> frames) {
    StringBuilder s = new StringBuilder();
    if (frames != null) {
      for (StackTraceElement frame : frames) {
        s.append(System.lineSeparator()).append("\tat ").append(frame);
      }
    }
    return s.toString();
  }
}
