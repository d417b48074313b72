package dev.curfew.manage;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.TimerView;

/** Timers for tests. */
public final class Timers {
  private Timers() {}

  /** An active timer 9 of rule "checkout" on a thread of this name. */
  public static TimerView onThread(String name) {
    return new TimerView(
        9,
        "checkout",
        "",
        "checkout",
        109,
        name,
        false,
        TimeoutStatus.ACTIVE,
        TimerView.NONE,
        0,
        0,
        false,
        TimerView.NONE,
        "",
        "interrupt",
        "interrupt");
  }
}
