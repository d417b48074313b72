package dev.curfew.manage;

import dev.curfew.agent.CurfewAgent;

/** Breaks a rule of the architecture, to show that the rule can be broken. */
public final class WrongWay {
  private WrongWay() {}

  public static Class<?> forbidden() {
    return CurfewAgent.class;
  }
}
