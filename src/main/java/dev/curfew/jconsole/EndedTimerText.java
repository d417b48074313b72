package dev.curfew.jconsole;

import dev.curfew.manage.EndedTimerInfo;
import dev.curfew.manage.Printable;
import java.util.ArrayList;
import java.util.List;

/** All that is known of an ended timer, in lines. */
final class EndedTimerText {
  private EndedTimerText() {}

  static List<String> of(EndedTimerInfo timer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "#%d %s %s on %s#%d"
            .formatted(
                timer.id(), timer.status(), timer.path(), timer.threadName(), timer.threadId()));
    lines.add("entry method " + timer.method());
    lines.add("from " + timer.startedAt() + " to " + timer.endedAt());
    add(lines, "reason", timer.reason());
    add(lines, "cancelled by", timer.cancelledBy());
    add(lines, "threw", timer.thrown());
    lines.addAll(timer.history());
    addStack(lines, "at the warning", timer.stackAtWarning());
    addStack(lines, "when its time had run out", timer.stackAtExpiry());
    addStack(lines, "after its grace", timer.stackAtGraceEnd());
    return lines.stream().map(Printable::of).toList();
  }

  private static void add(List<String> lines, String what, String value) {
    if (!value.isEmpty()) {
      lines.add(what + " " + value);
    }
  }

  private static void addStack(List<String> lines, String when, List<String> frames) {
    if (!frames.isEmpty()) {
      lines.add("stack " + when + ":");
      frames.forEach(frame -> lines.add("    at " + frame));
    }
  }
}
