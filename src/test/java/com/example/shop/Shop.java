package com.example.shop;

import java.util.concurrent.CountDownLatch;

/** A program all of whose work hangs, each piece on a thread of its own. */
public final class Shop {
  private Shop() {}

  interface Work {
    void run() throws InterruptedException;
  }

  public static void main(String[] args) throws Exception {
    start("import-1", Shop::nightlyImport);
    start("report-1", Shop::report);
    start("report-2", Shop::report);
    for (int i = 1; i <= 4; i++) {
      start("checkout-" + i, Shop::checkout);
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the test ends.
    }
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException | RuntimeException e) {
                System.out.println(name + " ended by " + e.getClass().getSimpleName());
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  static void nightlyImport() throws InterruptedException {
    payment();
  }

  static void checkout() throws InterruptedException {
    payment();
  }

  static void payment() throws InterruptedException {
    hang();
  }

  static void report() throws InterruptedException {
    hang();
  }

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
