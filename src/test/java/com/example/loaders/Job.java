package com.example.loaders;

import java.util.concurrent.CountDownLatch;

/** Loaded by a loader that knows java.* and this class. */
public final class Job {
  private Job() {}

  public static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
