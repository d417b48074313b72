package dev.curfew.agent;

import org.jspecify.annotations.Nullable;

/** What the agent says on stderr while it starts, and what follows from it. */
final class Console {
  /** Exit code when {@code -Dcurfew.strict=true} keeps the program from starting. */
  static final int STRICT_EXIT = 78; // EX_CONFIG of sysexits.h

  private Console() {}

  static void line(String text) {
    System.err.println("curfew: " + text);
  }

  /** The agent does not start, for a reason that the user can mend. */
  static void refusal(@Nullable String reason, boolean strict) {
    line(reason + System.lineSeparator() + "curfew: " + consequence(strict));
    haltIf(strict);
  }

  /** The agent does not start, for a reason that only we can mend. */
  static void failure(Throwable e, boolean strict) {
    try {
      line("could not start because of an error of its own; " + consequence(strict));
      e.printStackTrace(System.err);
    } catch (Throwable again) {
      // Nothing more to be done, and nothing may leave premain.
    }
    haltIf(strict);
  }

  /** A command was not carried out, for a reason that only we can mend. */
  static void commandFailed(Throwable e) {
    try {
      line("a command failed because of an error of Curfew's own");
      e.printStackTrace(System.err);
    } catch (Throwable again) {
      // Nothing may leave agentmain.
    }
  }

  /** A clean end; an exception out of premain would be an abort with a core dump's message. */
  private static void haltIf(boolean strict) {
    if (strict) {
      Runtime.getRuntime().halt(STRICT_EXIT);
    }
  }

  private static String consequence(boolean strict) {
    return strict
        ? "the program is not started, because -Dcurfew.strict=true is set"
        : "the program runs without Curfew";
  }
}
