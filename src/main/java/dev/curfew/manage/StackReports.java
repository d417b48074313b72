package dev.curfew.manage;

import dev.curfew.engine.TimerStack;
import dev.curfew.engine.TimerView;
import java.util.ArrayList;
import java.util.List;

/** Timers with their stacks, as people read them: a line for the timer, then its frames. */
final class StackReports {
  private StackReports() {}

  /** The line of a timer begins with {@code #id}, those of its frames with blanks. */
  static List<String> live(List<TimerStack> stacks) {
    List<String> lines = new ArrayList<>();
    for (TimerStack stack : stacks) {
      TimerView timer = stack.timer();
      lines.add(
          Printable.of(
              "#%d %s %s on %s#%d"
                  .formatted(
                      timer.id(),
                      timer.status(),
                      timer.path(),
                      timer.threadName(),
                      timer.threadId())));
      addFrames(lines, stack.stack());
    }
    return lines;
  }

  /** Of the stacks the one at the end of the grace, or at expiry, or at the warning. */
  static List<String> ended(List<EndedTimerInfo> timers) {
    List<String> lines = new ArrayList<>();
    for (EndedTimerInfo timer : timers) {
      lines.add(Printable.of(sentence(timer)));
      addFrames(lines, telling(timer));
    }
    return lines;
  }

  private static String sentence(EndedTimerInfo t) {
    StringBuilder s = new StringBuilder();
    s.append('#').append(t.id()).append(' ').append(t.status());
    if (!t.reason().isEmpty()) {
      s.append(" (").append(t.reason()).append(')');
    }
    if (t.status().equals("STOPPED")) {
      s.append(" with #").append(t.blamedId());
    }
    if (!t.cancelledBy().isEmpty()) {
      s.append(" (cancelled by ").append(t.cancelledBy()).append(')');
    }
    if (t.recovered()) {
      s.append(" recovered");
    }
    s.append(' ').append(t.path()).append(" on ").append(t.threadName());
    s.append('#').append(t.threadId());
    s.append(", ").append(t.startedAt()).append(" to ").append(t.endedAt());
    s.append(", took ").append(Tables.duration(t.elapsedMillis()));
    if (t.timeoutMillis() != null) {
      s.append(" of ").append(Tables.duration(t.timeoutMillis()));
    }
    return s.toString();
  }

  private static List<String> telling(EndedTimerInfo t) {
    if (!t.stackAtGraceEnd().isEmpty()) {
      return t.stackAtGraceEnd();
    }
    return t.stackAtExpiry().isEmpty() ? t.stackAtWarning() : t.stackAtExpiry();
  }

  private static void addFrames(List<String> lines, List<?> frames) {
    for (Object frame : frames) {
      lines.add("    at " + Printable.of(frame.toString()));
    }
  }
}
