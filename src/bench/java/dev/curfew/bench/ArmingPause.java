package dev.curfew.bench;

import java.util.concurrent.TimeUnit;

/**
 * A hot loop that is stopped at a checkpoint, and a thread beside it that looks at the clock all
 * the time. What that thread misses when the checkpoints wake, the whole JVM has stood. Prints
 * {@code before=} and {@code armed=}: the longest gap, in nanoseconds, in the second before (when
 * the call's stack is taken for its warning) and from then until the loop has ended; and {@code
 * stopped=}: how long after its deadline that was.
 */
final class ArmingPause {
  /** Of the rule: force begins then. */
  static final long TIMEOUT_MILLIS = 3_000;

  private static final long MARGIN = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long CALM = TimeUnit.SECONDS.toNanos(1);

  private static volatile boolean ended;
  private static long began;

  private ArmingPause() {}

  /** The entry method; compiled without a safepoint in the inner loop, under some collectors. */
  static void loop() {
    int t = 0;
    while (t != 42) {
      for (int i = 0; i < 2_000_000_000; i++) {
        t ^= i * 31 + (t >>> 3);
      }
      t |= 64;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread worker = new Thread(ArmingPause::work);
    began = System.nanoTime();
    worker.start();
    long armed = began + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS) - MARGIN;
    long longestBefore = 0;
    long longestArmed = 0;
    long last = System.nanoTime();
    while (!ended) {
      long now = System.nanoTime();
      if (now - armed >= 0) {
        longestArmed = Math.max(longestArmed, now - last);
      } else if (now - (armed - CALM) >= 0) {
        longestBefore = Math.max(longestBefore, now - last);
      }
      last = now;
    }
    System.out.println("before=" + longestBefore);
    System.out.println("armed=" + longestArmed);
    worker.join();
  }

  private static void work() {
    try {
      loop();
    } catch (RuntimeException timeout) {
      if (String.valueOf(timeout.getCause()).contains("CurfewStop")) {
        long late = System.nanoTime() - began - TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        System.out.println("stopped=" + late);
      }
    } finally {
      ended = true;
    }
  }
}
