package dev.curfew.config;

import java.time.DateTimeException;
import java.time.Duration;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 1h30m}, {@code 2d}, or
 * ISO-8601 as {@code PT30S}. The units are d, h, m, s and ms, the largest first, each at most once,
 * in whole numbers. Stateless.
 */
public final class Durations {

  /** The longest duration that {@link #parse} takes, ten years of 365 days. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000, 1};

  private static final String EXAMPLES =
      "; allowed: a duration such as 500ms, 30s, 1h30m, 2d or PT30S, at most 3650d";

  private Durations() {}

  /**
   * Reads a duration of zero or more, and at most {@link #LONGEST}.
   *
   * @throws IllegalArgumentException with a message that quotes the text and says what is allowed
   */
  public static Duration parse(String text) {
    Duration duration = text.startsWith("P") ? Iso.parse(text) : parseUnits(text);
    if (duration.compareTo(LONGEST) > 0) {
      throw wrong(text, "is too long");
    }
    return duration;
  }

  /**
   * As {@link #parse} reads it, in the largest units: 90 seconds are {@code 1m30s}. Parts of a
   * millisecond are left out; a negative duration begins with a minus sign.
   */
  public static String print(Duration duration) {
    long rest = Math.abs(duration.toMillis());
    if (rest == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
    for (int unit = 0; unit < UNITS.length; unit++) {
      long count = rest / MILLIS[unit];
      rest -= count * MILLIS[unit];
      if (count > 0) {
        text.append(count).append(UNITS[unit]);
      }
    }
    return text.toString();
  }

  private static Duration parseUnits(String text) {
    long millis = 0;
    int nextUnit = 0;
    int at = 0;
    do {
      int unitStart = skip(text, at, true);
      if (unitStart == at) {
        throw wrong(text, text.startsWith("-") ? "is negative" : "is not a duration");
      }
      int end = skip(text, unitStart, false);
      if (end == unitStart) {
        throw wrong(text, "has no unit after " + text.substring(at, unitStart));
      }
      int unit = unit(text, text.substring(unitStart, end));
      if (unit < nextUnit) {
        throw wrong(text, "does not have its units in order, the largest first and each once");
      }
      nextUnit = unit + 1;
      millis += count(text, at, unitStart, unit) * MILLIS[unit];
      at = end;
    } while (at < text.length());
    return Duration.ofMillis(millis);
  }

  /** At most {@link #LONGEST} of its unit and a little, so that sums never overflow. */
  private static long count(String text, int from, int to, int unit) {
    long most = LONGEST.toMillis() / MILLIS[unit] + 1;
    long count = 0;
    for (int i = from; i < to && count <= most; i++) {
      count = count * 10 + (text.charAt(i) - '0');
    }
    return Math.min(count, most);
  }

  private static int unit(String text, String name) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(name)) {
        return i;
      }
    }
    throw wrong(text, "has the unknown unit " + Problem.quote(name) + ", units are d, h, m, s, ms");
  }

  /** Behind the digits, or behind all that is no digit. */
  private static int skip(String text, int from, boolean digits) {
    int at = from;
    while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9') == digits) {
      at++;
    }
    return at;
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(Problem.quote(text) + " " + why + EXAMPLES);
  }

  /** In a class of its own, because only who writes ISO-8601 should pay for the JDK's parser. */
  private static final class Iso {

    static Duration parse(String text) {
      Duration duration;
      try {
        duration = Duration.parse(text);
      } catch (DateTimeException e) {
        throw wrong(text, "is not an ISO-8601 duration");
      }
      if (duration.isNegative()) {
        throw wrong(text, "is negative");
      }
      return duration;
    }
  }
}
