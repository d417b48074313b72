package dev.curfew.jconsole;

import java.util.List;

/**
 * What is to be done to what.
 *
 * @param action what
 * @param targets to what: ids of timers, or {@code rule:<name>}, or {@code all}; the last two for
 *     disable and enable alone
 * @param duration by how much to extend, such as 30s
 * @param reason why, in the operator's words; may be empty
 */
record Command(Action action, List<String> targets, String duration, String reason) {

  boolean isForOne() {
    return targets.size() == 1;
  }

  /** Of the only timer. */
  long id() {
    return Long.parseLong(targets.get(0));
  }

  /** Of the timers. */
  String selector() {
    return "ids:" + String.join("+", targets);
  }
}
