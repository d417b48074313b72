package dev.curfew.config;

import org.jspecify.annotations.Nullable;

/** When to warn, as people write it: {@code 80%}, {@code 0.8}, {@code never}. Stateless. */
public final class WarnAt {
  static final String ALLOWED =
      "; allowed: a percentage such as 80%, a fraction strictly between 0 and 1, or never";

  private WarnAt() {}

  /**
   * Reads a part of the timeout.
   *
   * @return a fraction strictly between 0 and 1; null for never
   * @throws IllegalArgumentException with a message that quotes the text and says what is allowed
   */
  public static @Nullable Double parse(String text) {
    if (text.equals("never")) {
      return null;
    }
    double fraction = fraction(text);
    if (fraction > 0 && fraction < 1) {
      return fraction;
    }
    throw new IllegalArgumentException(
        "warn-at " + Problem.quote(text) + " is not a part of the timeout" + ALLOWED);
  }

  /**
   * 0 when the text is neither a percentage nor a fraction. Not Double.parseDouble: it takes NaN,
   * 1e-1 and 0.5d as well, and its classes cost start-up.
   */
  private static double fraction(String text) {
    boolean percent = text.endsWith("%");
    int end = percent ? text.length() - 1 : text.length();
    double digits = 0;
    double scale = percent ? 100 : 1;
    boolean point = false;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        scale *= point ? 10 : 1;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        return 0;
      }
    }
    return digits / scale;
  }
}
