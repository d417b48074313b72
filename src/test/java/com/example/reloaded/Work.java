package com.example.reloaded;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls three methods: one that hangs for ever, and two again and again, and says how they end. */
public final class Work {
  private Work() {}

  public static void main(String[] args) throws Exception {
    start("second", Work::second);
    start("third", Work::third);
    start("first", Work::first);
    System.out.println("up");
    Thread.sleep(TimeUnit.MINUTES.toMillis(5)); // the test ends it before
  }

  private static void start(String name, Callable<Integer> body) {
    Thread t =
        new Thread(
            () -> {
              while (true) {
                try {
                  System.out.println(name + " ran " + body.call());
                } catch (Exception e) {
                  System.out.println(name + " stopped " + e.getClass().getSimpleName());
                }
              }
            },
            name);
    t.setDaemon(true);
    t.start();
  }

  public static int first() throws InterruptedException {
    new CountDownLatch(1).await();
    return 1;
  }

  public static int second() throws InterruptedException {
    boolean never = new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
    return never ? 0 : 2;
  }

  public static int third() throws InterruptedException {
    boolean never = new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
    return never ? 0 : 3;
  }
}
