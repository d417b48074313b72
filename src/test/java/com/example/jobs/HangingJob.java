package com.example.jobs;

import java.util.concurrent.CountDownLatch;

/** Somebody's program: entry methods outside of Curfew's own packages, which are never woven. */
public final class HangingJob {
  private HangingJob() {}

  public static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  public static int quick() {
    return 42;
  }
}
