package com.example.follow;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Hands a task to a pool again and again, and says whether call and task were stopped. */
public final class FollowLoop {
  private FollowLoop() {}

  public static void main(String[] args) throws Exception {
    for (; ; ) {
      // a thread that is at work goes on with the code that it began with
      ExecutorService pool = Executors.newFixedThreadPool(1, Pools::daemon);
      CountDownLatch ended = new CountDownLatch(1);
      String[] how = new String[1];
      String call = "returned";
      try {
        Handing.followed(
            "",
            () -> {
              pool.execute(
                  () -> {
                    try {
                      Thread.sleep(1_000);
                      how[0] = "let go";
                    } catch (InterruptedException e) {
                      how[0] = "stopped";
                    }
                    ended.countDown();
                  });
              ended.await(10, TimeUnit.SECONDS);
            });
      } catch (RuntimeException e) {
        call = "stopped";
      }
      ended.await();
      pool.shutdown();
      System.out.println("call " + call + ", task " + how[0]);
    }
  }
}
