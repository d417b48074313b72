package dev.curfew.manage;

/**
 * Text from elsewhere, such as a thread's name, made fit for one line of a terminal, table or log.
 */
public final class Printable {
  private Printable() {}

  /**
   * With a Java escape for each character that could move the cursor, break the line, reorder the
   * text or can't be seen: controls, line separators, and Unicode's format characters.
   */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnprintable(c)) {
        printable.append(escaped(c));
      } else {
        printable.append(c);
      }
    }
    return printable.toString();
  }

  /** As Java and JSON write any character. */
  public static String escaped(char c) {
    return String.format("\\u%04x", (int) c);
  }

  private static boolean isUnprintable(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
