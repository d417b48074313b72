package dev.curfew.config;

import dev.curfew.engine.Answer;

/** Breaks a rule of the architecture, to show that the rule can be broken. */
public final class WrongWay {
  private WrongWay() {}

  public static Class<?> forbidden() {
    return Answer.class;
  }
}
