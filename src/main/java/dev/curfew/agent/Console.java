package dev.curfew.agent;

import org.jspecify.annotations.Nullable;

/** What the agent says on stderr while it starts. */
final class Console {
  /** Exit code when {@code -Dcurfew.strict=true} keeps the program from starting. */
  static final int STRICT_EXIT = 78; // EX_CONFIG of sysexits.h

  private Console() {}

  static void line(String text) {
    System.err.println("curfew: " + text);
  }

  static void block(@Nullable String text, boolean strict) {
    line(text + System.lineSeparator() + "curfew: " + consequence(strict));
  }

  static void failure(Throwable e, boolean strict) {
    try {
      line("could not start because of an error of its own; " + consequence(strict));
      e.printStackTrace(System.err);
    } catch (Throwable again) {
      // Nothing more to be done, and nothing may leave premain.
    }
  }

  private static String consequence(boolean strict) {
    return strict
        ? "the program is not started, because -Dcurfew.strict=true is set"
        : "the program runs without Curfew";
  }
}
