package com.example.jobs;

import java.util.concurrent.CountDownLatch;

/** Calls that all run out of time. */
final class Overrun {
  private static final Object HELD = new Object();

  private Overrun() {}

  /** Until it is interrupted. */
  static void wait(int round) throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** For ever: no interrupt reaches who waits for a lock. */
  static void stuck() {
    synchronized (HELD) {
      throw new IllegalStateException("nobody gives the lock back");
    }
  }

  /** From now on, for this thread. */
  static void holdLock(Runnable body) {
    synchronized (HELD) {
      body.run();
    }
  }
}
