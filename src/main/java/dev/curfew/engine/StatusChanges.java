package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import org.jspecify.annotations.Nullable;

/** Hands changes of status on to somebody who came after the start, or to nobody. */
final class StatusChanges {
  private volatile @Nullable StatusListener listener;

  /** Null: nobody, from now on. Any thread. */
  void use(@Nullable StatusListener listener) {
    this.listener = listener;
  }

  /** Watcher only. */
  void changed(Timer timer, TimeoutStatus before, EngineClock clock) {
    StatusListener told = listener;
    try {
      if (told != null && told.isWanted()) {
        told.changed(timer, before, Reports.of(timer, clock));
      }
    } catch (Throwable e) {
      // Memory, most likely; the watcher has more to do than to tell.
    }
  }
}
