package com.example.osgi;

import java.util.concurrent.CountDownLatch;

/** In a bundle that imports nothing but OSGi's own package. */
public final class Job {
  private Job() {}

  public static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
