package dev.curfew.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One line of the log: the event, when, and values as key=value. Texts stand in quotation marks, in
 * which quotation marks, backslashes and characters that can't be seen are escaped: so no name,
 * label or reason can begin a line or a value of its own. Not thread-safe.
 */
public final class LogLine {
  private final StringBuilder line = new StringBuilder(200);

  /** A line of this event, now. */
  public LogLine(String event) {
    line.append(event).append(" at=").append(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  /** A text from wherever. */
  public LogLine text(String key, String value) {
    line.append(' ').append(key).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      append(value.charAt(i));
    }
    line.append('"');
    return this;
  }

  private void append(char c) {
    if (c == '"' || c == '\\') {
      line.append('\\').append(c);
    } else if (canBeSeen(c)) {
      line.append(c);
    } else {
      line.append(String.format("\\u%04x", (int) c));
    }
  }

  private static boolean canBeSeen(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** A number, or a word of our own. */
  public LogLine value(String key, Object value) {
    line.append(' ').append(key).append('=').append(value);
    return this;
  }

  /** A duration. */
  public LogLine millis(String key, long nanos) {
    return value(key, nanos / 1_000_000 + "ms");
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
