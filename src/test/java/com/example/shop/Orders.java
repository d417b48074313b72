package com.example.shop;

import java.util.concurrent.CountDownLatch;

/**
 * A shop that runs without Curfew: a checkout with its payment and a report, again and again. From
 * the moment that Curfew is there, whatever they wait for does not come.
 */
public final class Orders {
  private static final long QUICK_MILLIS = 50;

  private Orders() {}

  interface Work {
    void run() throws InterruptedException;
  }

  public static void main(String[] args) throws Exception {
    start("checkout-1", Orders::checkout);
    start("report-1", Orders::report);
    System.out.println("up");
    while (System.in.read() >= 0) {
      // Until the test ends.
    }
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  work.run();
                } catch (InterruptedException | RuntimeException e) {
                  System.out.println(name + " ended by " + e.getClass().getSimpleName());
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  static void checkout() throws InterruptedException {
    payment();
  }

  static void payment() throws InterruptedException {
    awaitAnswer();
  }

  static void report() throws InterruptedException {
    awaitAnswer();
  }

  private static void awaitAnswer() throws InterruptedException {
    if (System.getProperty("curfew.version") == null) {
      Thread.sleep(QUICK_MILLIS);
    } else {
      new CountDownLatch(1).await();
    }
  }
}
