package dev.curfew.engine;

import java.nio.file.Path;

/** Breaks a rule of the architecture, to show that the rule can be broken. */
public final class WrongStart {
  private WrongStart() {}

  public static Path forbidden() {
    return Path.of("x");
  }
}
