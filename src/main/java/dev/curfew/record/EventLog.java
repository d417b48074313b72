package dev.curfew.record;

import dev.curfew.config.Rule;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Origin;
import dev.curfew.engine.RuleChange;
import dev.curfew.engine.TimerReport;
import dev.curfew.engine.TimerView;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each event, as {@link LogLine} makes it. */
final class EventLog {
  /** So many frames stand in a line; records and the history have the rest. */
  private static final int FRAMES = 10;

  private static final Logger LOG = LoggerFactory.getLogger("curfew");

  void log(Event event, TimerReport r) {
    switch (event) {
      case WARNED -> LOG.warn("{}", withStack(line("warned", r), r.stackAtWarning()));
      case EXPIRED ->
          LOG.warn(
              "{}", withStack(line("timed-out", r).value("reason", r.reason()), r.stackAtExpiry()));
      case ABANDONED -> LOG.error("{}", withStack(line("abandoned", r), r.stackAtGraceEnd()));
      case OVERDUE -> LOG.warn("{}", line("overdue", r));
      case ENDED ->
          LOG.info(
              "{}",
              line(r.recovered() ? "recovered" : "ended", r).value("status", r.status().name()));
      case OPEN_AT_EXIT -> LOG.warn("{}", line("open-at-exit", r).value("status", r.status()));
    }
  }

  void stopped(TimerReport r) {
    LOG.warn("{}", line("stopped", r).value("reason", r.reason()).value("blamed", r.blamed()));
  }

  void cancelled(TimerReport r, Origin origin) {
    LOG.info("{}", by(line("cancelled", r), origin));
  }

  void extended(TimerReport r, Duration more, Origin origin) {
    LOG.info("{}", by(line("extended", r).millis("more", more.toNanos()), origin));
  }

  void switched(TimerReport r, Outcome outcome, Origin origin) {
    LOG.info("{}", by(line(outcome.name().toLowerCase(Locale.ROOT), r), origin));
  }

  void ruleChanged(RuleChange change, Origin origin) {
    LogLine line =
        change.rule().isEmpty()
            ? new LogLine("all-rules-changed")
            : new LogLine("rule-changed").text("rule", change.rule());
    LOG.warn("{}", by(line.value(change.key(), change.value()), origin));
  }

  void configuration(String source, List<String> problems, Origin origin) {
    if (problems.isEmpty()) {
      LOG.info("{}", by(new LogLine("configuration-changed").text("source", source), origin));
    } else {
      LogLine line = new LogLine("configuration-refused").text("source", source);
      LOG.error("{}", by(line.text("problems", String.join("; ", problems)), origin));
    }
  }

  void refusing(Rule rule, boolean refuses) {
    if (refuses) {
      LOG.error(
          "{}: so many of its calls are abandoned that new ones are refused",
          new LogLine("refusing").text("rule", rule.name()));
    } else {
      LOG.warn("{}: its calls are let in again", new LogLine("let-in").text("rule", rule.name()));
    }
  }

  void fuseBlown(Rule rule) {
    LOG.error(
        "{}: more timeouts than that; the rule only observes until it is enabled",
        new LogLine("fuse-blown")
            .text("rule", rule.name())
            .text("fuse", String.valueOf(rule.options().fuse())));
  }

  void stalled(Instant from, Duration length) {
    LOG.warn(
        "{}: the whole process stood still",
        new LogLine("stalled").value("from", from).millis("for", length.toNanos()));
  }

  void unwritable(File directory, Exception e) {
    LOG.error(
        "{}: they stay in memory and it is tried again each second",
        aboutRecords("records-unwritable", directory).text("problem", e.toString()));
  }

  void writable(File directory) {
    LOG.warn("{}", aboutRecords("records-written-again", directory));
  }

  void notRemoved(File directory, Exception e) {
    LOG.warn(
        "{}", aboutRecords("old-records-not-removed", directory).text("problem", e.toString()));
  }

  private static LogLine aboutRecords(String event, File directory) {
    return new LogLine(event).text("directory", directory.toString());
  }

  private static LogLine line(String event, TimerReport r) {
    LogLine line =
        new LogLine(event)
            .value("id", r.id())
            .text("rule", r.rule())
            .text("label", r.label())
            .text("path", r.path())
            .text("method", r.method())
            .text("thread", r.threadName())
            .value("tid", r.threadId())
            .millis("elapsed", r.elapsedNanos());
    return r.timeoutNanos() == TimerView.NONE ? line : line.millis("timeout", r.timeoutNanos());
  }

  private static LogLine by(LogLine line, Origin origin) {
    return line.text("by", origin.by()).text("reason", origin.reason());
  }

  private static LogLine withStack(LogLine line, @Nullable List<StackTraceElement> frames) {
    if (frames == null) {
      return line;
    }
    StringBuilder stack = new StringBuilder();
    for (StackTraceElement frame : frames.subList(0, Math.min(FRAMES, frames.size()))) {
      stack.append(stack.isEmpty() ? "" : " < ").append(frame);
    }
    return line.text("stack", stack.toString());
  }
}
