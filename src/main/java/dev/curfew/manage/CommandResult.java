package dev.curfew.manage;

import dev.curfew.engine.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operation's sentence means to a program. */
public enum CommandResult {
  /** The command did what it says. */
  DONE,
  /** No such timer or rule, or too late: nothing was changed. */
  REFUSED,
  /** The watcher did not answer in time; nothing is known. */
  UNKNOWN;

  private static final Pattern ONE = Pattern.compile("(?<outcome>[A-Z_]+)(:| [0-9]+(, |;|$)|$)");

  /**
   * Reads the outcome at the beginning of an operation's answer, or of {@code EXPIRED 398, TOO_LATE
   * 2} those of all timers: unknown when one is, done when one is. A word it does not know:
   * refused.
   */
  public static CommandResult of(String answer) {
    Matcher matcher = ONE.matcher(answer);
    CommandResult result = REFUSED;
    while (matcher.lookingAt() && result != UNKNOWN) {
      CommandResult next = ofWord(matcher.group("outcome"));
      result = next == REFUSED ? result : next;
      matcher.region(matcher.end(), answer.length());
    }
    return result;
  }

  private static CommandResult ofWord(String outcome) {
    for (Answer.Outcome known : Answer.Outcome.values()) {
      if (known.name().equals(outcome)) {
        return known == Answer.Outcome.NO_ANSWER ? UNKNOWN : known.isDone() ? DONE : REFUSED;
      }
    }
    return REFUSED;
  }
}
