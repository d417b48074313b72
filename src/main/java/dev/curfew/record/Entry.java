package dev.curfew.record;

import dev.curfew.config.Rule;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Origin;
import dev.curfew.engine.RuleChange;
import dev.curfew.engine.TimerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What has happened, and how it is written down. */
sealed interface Entry {
  /** Some are for the log alone. */
  default void record(Sinks to) {}

  void log(EventLog to);

  record OfTimer(Event event, TimerReport report) implements Entry {
    @Override
    public void log(EventLog to) {
      to.log(event, report);
    }

    @Override
    public void record(Sinks to) {
      if (event != Event.WARNED) {
        to.add(report.id(), to.json().line(event, report), event == Event.EXPIRED);
      }
    }
  }

  record Stopped(TimerReport report) implements Entry {
    @Override
    public void log(EventLog to) {
      to.stopped(report);
    }
  }

  record Cancelled(TimerReport report, Origin origin) implements Entry {
    @Override
    public void log(EventLog to) {
      to.cancelled(report, origin);
    }
  }

  record Extended(TimerReport report, Duration more, Origin origin) implements Entry {
    @Override
    public void log(EventLog to) {
      to.extended(report, more, origin);
    }
  }

  record Switched(TimerReport report, Outcome outcome, Origin origin) implements Entry {
    @Override
    public void log(EventLog to) {
      to.switched(report, outcome, origin);
    }
  }

  record ChangedRule(RuleChange change, Origin origin) implements Entry {
    @Override
    public void log(EventLog to) {
      to.ruleChanged(change, origin);
    }
  }

  record ChangedConfiguration(String source, List<String> problems, Origin origin)
      implements Entry {
    @Override
    public void log(EventLog to) {
      to.configuration(source, problems, origin);
    }
  }

  /** For the records alone: a call that has given details with its heartbeat, or has ended then. */
  record Beating(boolean ended, TimerReport report) implements Entry {
    @Override
    public void log(EventLog to) {}

    @Override
    public void record(Sinks to) {
      String line = ended ? to.json().line(Event.ENDED, report) : to.json().heartbeat(report);
      to.add(report.id(), line, false);
    }
  }

  record BlownFuse(Rule rule) implements Entry {
    @Override
    public void log(EventLog to) {
      to.fuseBlown(rule);
    }
  }

  record Refusing(Rule rule, boolean refuses) implements Entry {
    @Override
    public void log(EventLog to) {
      to.refusing(rule, refuses);
    }
  }

  record Partial(long id, String rule, Object result) implements Entry {
    @Override
    public void log(EventLog to) {}

    @Override
    public void record(Sinks to) {
      to.add(id, to.json().partialResult(id, rule, result), false);
    }
  }

  record Stall(Instant from, Duration length) implements Entry {
    @Override
    public void log(EventLog to) {
      to.stalled(from, length);
    }
  }
}
