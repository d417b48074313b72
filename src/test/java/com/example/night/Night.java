package com.example.night;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service at night: a job that waits for a file which never comes, 400 requests to a service that
 * does not answer, and checkouts that take longer than somebody thought. Says how each ends; runs
 * until it is ended.
 */
public final class Night {
  private static final int FETCHES = 400;
  private static final long CHECKOUT_MILLIS = 400;
  private static final AtomicInteger FETCHES_ENDED = new AtomicInteger();

  private Night() {}

  public static void main(String[] args) throws InterruptedException {
    new Thread(() -> System.out.println("nightly " + ended(Night::nightly)), "nightly").start();
    for (int i = 0; i < FETCHES; i++) {
      new Thread(Night::fetchAndCount, "fetch-" + i).start();
    }
    System.out.println("up");
    while (true) {
      System.out.println("checkout " + ended(Night::checkout));
    }
  }

  private static void fetchAndCount() {
    if (!ended(Night::fetch).equals("ok") && FETCHES_ENDED.incrementAndGet() == FETCHES) {
      System.out.println("fetch: all stopped");
    }
  }

  /** Entry method. */
  static void nightly() throws InterruptedException {
    awaitFile();
  }

  private static void awaitFile() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Entry method. */
  static void fetch() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Entry method. */
  static void checkout() throws InterruptedException {
    Thread.sleep(CHECKOUT_MILLIS);
  }

  private interface Body {
    void run() throws InterruptedException;
  }

  private static String ended(Body body) {
    try {
      body.run();
      return "ok";
    } catch (InterruptedException | RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }
}
