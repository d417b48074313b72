package dev.curfew.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks for passwords. */
interface Passwords {
  /** The password of this user; null when there is nobody to ask. */
  char @Nullable [] of(String user);

  /** Asks at the terminal, which does not show what is typed. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on it reads nothing where there is none
  static char @Nullable [] fromTerminal(String user) {
    Console console = System.console();
    return console == null ? null : console.readPassword("%s: ", user);
  }
}
