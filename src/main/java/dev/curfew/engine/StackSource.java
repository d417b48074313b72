package dev.curfew.engine;

import java.util.List;

/**
 * A timer whose stack somebody wants to see.
 *
 * @param timer the timer
 * @param view the same for others
 */
record StackSource(Timer timer, TimerView view) {

  /**
   * Not on the watcher's thread: it may have to wait until the thread can be stopped for a moment.
   * Empty when the call has ended, whose thread does something else by now.
   */
  TimerStack take() {
    Thread thread = timer.threadIfAny();
    if (thread == null) {
      return new TimerStack(view, List.of());
    }
    StackTraceElement[] stack = thread.getStackTrace();
    int frames = timer.isLive() ? Math.min(stack.length, EngineControl.FRAMES_LIMIT) : 0;
    return new TimerStack(view, List.of(stack).subList(0, frames));
  }
}
