package dev.curfew.jconsole;

import dev.curfew.manage.Printable;
import dev.curfew.manage.Tables;
import dev.curfew.manage.TimerInfo;

/**
 * A line of the table of timers.
 *
 * @param timer which
 * @param depth how many lines above belong to calls around this one
 */
record TimerRow(TimerInfo timer, int depth) {
  private static final String BRANCH = "\u2514 ";

  /**
   * The whole path where the calls around it are not listed above, else its last part, indented.
   */
  String call() {
    if (depth == 0) {
      return Printable.of(timer.path());
    }
    String label = timer.label().isEmpty() ? "" : " [" + timer.label() + "]";
    return "    ".repeat(depth - 1) + BRANCH + Printable.of(timer.rule() + label);
  }

  String thread() {
    if (timer.threadId() == 0) {
      return "(none)";
    }
    return Printable.of(timer.threadName())
        + "#"
        + timer.threadId()
        + (timer.virtual() ? " virtual" : "");
  }

  String mode() {
    return timer.mode().equals(timer.effectiveMode())
        ? timer.mode()
        : timer.mode() + ", now " + timer.effectiveMode();
  }

  /** What is left, in words. */
  String remaining() {
    Long remaining = timer.remainingMillis();
    if (remaining == null) {
      return "no limit";
    }
    String text =
        remaining < 0
            ? Tables.duration(-remaining) + " over"
            : Tables.duration(remaining) + " left";
    return timer.paused() ? text + ", paused" : text;
  }

  /** What is left of all the time that the call has, from 0 to 1; 1 without a limit. */
  double remainingPart() {
    Long remaining = timer.remainingMillis();
    if (remaining == null) {
      return 1;
    }
    long used = Math.max(0, timer.elapsedMillis() - timer.uncountedMillis());
    return remaining <= 0 ? 0 : (double) remaining / (remaining + used);
  }
}
