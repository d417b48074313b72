package dev.curfew.config;

/**
 * Which classes have checkpoints: a class name, {@code *} for any part of a name, {@code **} also
 * across packages and nested classes. Immutable; asking it allocates nothing.
 *
 * @param text as it was written
 */
public record ClassPattern(String text) {
  static final String ALLOWED = "; allowed: classes of the application, such as com.acme.**";

  private static final String[] OF_JDK = {"java.", "jdk.", "sun.", "com.sun."};

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with a message that quotes what is wrong and says what is
   *     allowed
   */
  public static ClassPattern parse(String written) {
    String text = written.strip();
    if (text.isEmpty() || text.contains("***") || text.endsWith(".") || text.startsWith(".")) {
      throw wrong(written, "is not one of class names");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean dot = c == '.' && text.charAt(i - 1) != '.';
      if (!dot && c != '*' && !Character.isJavaIdentifierPart(c) && !Character.isSurrogate(c)) {
        throw wrong(written, "has " + Problem.quote(String.valueOf(c)) + " in it");
      }
    }
    for (String jdk : OF_JDK) {
      if (text.startsWith(jdk)) {
        throw wrong(
            written,
            "names classes of the JDK, which get checkpoints only when a call is" + " forced");
      }
    }
    return new ClassPattern(text);
  }

  private static IllegalArgumentException wrong(String written, String why) {
    return new IllegalArgumentException(
        "pattern for checkpoints " + Problem.quote(written) + " " + why + ALLOWED);
  }

  /**
   * True when the class is one of these.
   *
   * @param binaryName with dots, nested classes with {@code $}
   */
  public boolean matches(String binaryName) {
    return Glob.matches(text, binaryName);
  }

  @Override
  public String toString() {
    return text;
  }
}
