package dev.curfew.config;

/**
 * One thing that is wrong with the configuration, and where.
 *
 * @param source the file as it was named, or {@code "agent argument"}
 * @param line from 1; 0 when the problem is not at a place within the source
 * @param column from 1, in characters; 0 as for the line
 * @param value what is there, as written; empty when something is missing
 * @param message what is wrong with it and what is allowed, one line
 */
public record Problem(String source, int line, int column, String value, String message) {

  private static final int LONGEST_QUOTE = 100;

  /** {@code curfew.yaml:7:14: ...}, always one line. */
  @Override
  public String toString() {
    return line == 0
        ? source + ": " + message
        : source + ":" + line + ":" + column + ": " + message;
  }

  /** For use in a message: in quotes, on one line, not endless. */
  static String quote(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('\'');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (i == LONGEST_QUOTE) {
        quoted.append("...");
        break;
      }
      quoted.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return quoted.append('\'').toString();
  }
}
