package dev.curfew.api;

/** Names of calls, as plain as those of rules. */
final class Names {
  private Names() {}

  /**
   * @throws IllegalArgumentException when it is empty or has anything but letters, digits, blanks
   *     inside, dots, dashes and underscores
   */
  static String requirePlain(String name) {
    boolean plain = !name.isEmpty() && name.equals(name.strip());
    for (int i = 0; i < name.length() && plain; i++) {
      char c = name.charAt(i);
      plain = Character.isLetterOrDigit(c) || c == ' ' || c == '.' || c == '-' || c == '_';
    }
    if (!plain) {
      throw new IllegalArgumentException(
          "name '"
              + name
              + "' is not plain; allowed: letters, digits, blanks inside, dots, dashes, underscores");
    }
    return name;
  }
}
