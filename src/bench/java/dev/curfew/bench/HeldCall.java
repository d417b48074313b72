package dev.curfew.bench;

import java.util.concurrent.CountDownLatch;

/** Opens a call and stays in it. */
final class HeldCall implements Runnable {
  private static final int WARM_UP_CALLS = 200_000;

  private final CountDownLatch entered;
  private final CountDownLatch end = new CountDownLatch(1);

  HeldCall(CountDownLatch entered) {
    this.entered = entered;
  }

  /**
   * Threads whose first call is also their last are not what a program looks like: without calls
   * before them, the compiler takes a thread's first call for the usual case.
   */
  static void warmUp() {
    long n = 0;
    while (n < WARM_UP_CALLS) {
      n = Entry.call(n);
    }
  }

  @Override
  public void run() {
    try {
      Entry.hold(entered, end);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody ends an open call of a benchmark", e);
    }
  }
}
