package dev.curfew.bench;

import java.util.concurrent.CountDownLatch;

/** Opens a call and stays in it. */
final class HeldCall implements Runnable {
  private final CountDownLatch entered;
  private final CountDownLatch end = new CountDownLatch(1);

  HeldCall(CountDownLatch entered) {
    this.entered = entered;
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
