package dev.curfew.engine;

import java.util.concurrent.CountDownLatch;

/** A thread whose interrupt() blocks until it is let go. */
final class SlowToInterrupt extends Thread {
  final CountDownLatch interrupting = new CountDownLatch(1);
  final CountDownLatch goOn = new CountDownLatch(1);

  SlowToInterrupt(Runnable body) {
    super(body, "slow-to-interrupt");
    setDaemon(true);
  }

  @Override
  public void interrupt() {
    interrupting.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    super.interrupt();
  }
}
