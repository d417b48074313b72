package dev.curfew.cli;

import dev.curfew.record.Recorder;

/** Breaks a rule of the architecture, to show that the rule can be broken. */
public final class WrongWay {
  private WrongWay() {}

  public static Class<?> forbidden() {
    return Recorder.class;
  }
}
