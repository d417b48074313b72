package dev.curfew.cli;

/**
 * Something that a doctor sees.
 *
 * @param kind how bad it is
 * @param text what it is, and what to do
 * @param exitCode of commands that it keeps from their work; 0: it keeps none
 */
record Finding(Kind kind, String text, int exitCode) {
  enum Kind {
    /** As it should be. */
    OK,
    /** Worth knowing. */
    NOTE,
    /** In the way. */
    WRONG
  }

  static Finding ok(String text) {
    return new Finding(Kind.OK, text, ExitCode.DONE);
  }

  static Finding note(String text) {
    return new Finding(Kind.NOTE, text, ExitCode.DONE);
  }

  static Finding wrong(String text, int exitCode) {
    return new Finding(Kind.WRONG, text, exitCode);
  }

  @Override
  public String toString() {
    return "%-5s  %s".formatted(kind, text);
  }
}
