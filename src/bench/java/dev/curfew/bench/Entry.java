package dev.curfew.bench;

import java.util.concurrent.CountDownLatch;

/** The entry methods: plain code that knows nothing of the agent; the forks' rules name them. */
final class Entry {
  private Entry() {}

  /** As little as a body can do, so that what is measured is the call's timer. */
  static long call(long n) {
    return n + 1;
  }

  /** A call that stays open. */
  static void hold(CountDownLatch entered, CountDownLatch end) throws InterruptedException {
    entered.countDown();
    end.await();
  }

  /** A call that hands tasks over and waits for them. */
  static void handOver(HandOver pool) throws InterruptedException {
    pool.handOverAll();
  }
}
