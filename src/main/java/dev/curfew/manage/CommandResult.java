package dev.curfew.manage;

import dev.curfew.engine.Answer;

/** What an operation's sentence means to a program. */
public enum CommandResult {
  /** The command did what it says. */
  DONE,
  /** No such timer or rule, or too late: nothing was changed. */
  REFUSED,
  /** The watcher did not answer in time; nothing is known. */
  UNKNOWN;

  /**
   * Reads the outcome at the beginning of an operation's answer; a word it does not know: refused.
   */
  public static CommandResult of(String answer) {
    int colon = answer.indexOf(':');
    String outcome = colon < 0 ? answer : answer.substring(0, colon);
    for (Answer.Outcome known : Answer.Outcome.values()) {
      if (known.name().equals(outcome)) {
        return known == Answer.Outcome.NO_ANSWER ? UNKNOWN : known.isDone() ? DONE : REFUSED;
      }
    }
    return REFUSED;
  }
}
