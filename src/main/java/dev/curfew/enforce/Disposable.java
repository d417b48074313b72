package dev.curfew.enforce;

import dev.curfew.bridge.CurfewBridge;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread for one act of somebody else's code that may never return. */
final class Disposable {
  /** Such an act. */
  interface Act {
    void run() throws Exception;
  }

  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean failed;
  private volatile String failure = "";

  private Disposable() {}

  /**
   * Runs the act on a daemon thread; on this one when none can be made.
   *
   * @param name of the thread
   */
  static Disposable start(String name, Act act) {
    Disposable disposable = new Disposable();
    Runnable body = () -> disposable.perform(act);
    try {
      Thread t = new Thread(null, body, name, 0, false);
      t.setDaemon(true);
      t.start();
    } catch (OutOfMemoryError e) { // no native thread
      body.run();
    }
    return disposable;
  }

  private void perform(Act act) {
    CurfewBridge.exemptCurrentThread();
    try {
      act.run();
    } catch (Throwable e) {
      failure = e.toString();
      failed = true;
    } finally {
      over.countDown();
    }
  }

  /** False when it has not returned in this time. */
  boolean isOverWithin(long nanos) throws InterruptedException {
    return over.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** " failed: why" when it threw; else nothing. */
  String outcome() {
    return failed ? " failed: " + failure : "";
  }
}
