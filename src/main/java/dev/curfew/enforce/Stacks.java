package dev.curfew.enforce;

import dev.curfew.bridge.CurfewCheckpoint;
import java.util.function.Supplier;

/**
 * Takes threads' stacks, which waits until the thread comes to a safepoint. Compiled loops that
 * count have none under some collectors, and on JDK 17 the whole JVM waits then; those with
 * checkpoints are made to come to one. Any thread.
 */
public final class Stacks {
  private volatile boolean wakesCheckpoints;

  /**
   * Whether loops with checkpoints have to be told. The bridge's checkpoints have to be defined.
   */
  public void wakeCheckpoints(boolean wake) {
    wakesCheckpoints = wake;
  }

  StackTraceElement[] of(Thread thread) {
    return wakesCheckpoints ? awake(thread::getStackTrace) : thread.getStackTrace();
  }

  /** Does what needs a safepoint of all threads. */
  <T> T atSafepoint(Supplier<T> work) {
    return wakesCheckpoints ? awake(work) : work.get();
  }

  private static <T> T awake(Supplier<T> work) {
    CurfewCheckpoint.lookUp();
    try {
      return work.get();
    } finally {
      CurfewCheckpoint.lookAway();
    }
  }
}
