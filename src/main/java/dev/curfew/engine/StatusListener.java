package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;

/** Told of each change of a timer's status, on the watcher's thread: it must not block. */
public interface StatusListener {
  /** False: at this moment nobody wants to know, and no report is made. */
  boolean isWanted();

  /**
   * A timer's status has changed.
   *
   * @param before the status that it had
   * @param report with the status that it has
   */
  void changed(Timer timer, TimeoutStatus before, TimerReport report);
}
