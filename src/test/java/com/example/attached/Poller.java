package com.example.attached;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program that calls a method in a loop, until that method is stopped. */
public final class Poller {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Poller() {}

  public static void main(String[] args) throws InterruptedException {
    poll();
    System.out.println("polled");
    try {
      while (true) {
        poll();
      }
    } catch (RuntimeException e) {
      System.out.println("stopped " + e.getClass().getName());
    }
  }

  private static void poll() throws InterruptedException {
    boolean ended = NEVER.await(300, TimeUnit.MILLISECONDS);
    if (ended) {
      throw new AssertionError();
    }
  }
}
