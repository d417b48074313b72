package dev.curfew.config;

import java.time.Duration;

/**
 * When a rule disables itself: after more timeouts than that in that time. Immutable. Prints as it
 * is written.
 *
 * @param timeouts so many are borne, at least 1
 * @param within longer than 0
 */
public record Fuse(int timeouts, Duration within) {

  /** More would be no fuse; and each is remembered. */
  static final int MOST = 10_000;

  public Fuse {
    if (timeouts < 1 || timeouts > MOST || within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("a fuse of " + timeouts + " in " + within);
    }
  }

  /**
   * Reads {@code 50/1m}.
   *
   * @throws IllegalArgumentException with a message that quotes the text and says what is allowed
   */
  public static Fuse parse(String text) {
    int slash = text.indexOf('/');
    try {
      return new Fuse(
          Integer.parseInt(text.substring(0, Math.max(0, slash)).strip()),
          Durations.parse(text.substring(slash + 1).strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "fuse "
              + Problem.quote(text)
              + " is no number of timeouts in a time; allowed: from 1 to "
              + MOST
              + ", a slash and a duration above 0, such as 50/1m",
          e);
    }
  }

  @Override
  public String toString() {
    return timeouts + "/" + Durations.print(within);
  }
}
