package com.example.follow;

import dev.curfew.api.Timeouts;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Says whether tasks that a call hands over are seen as the objects that they are. */
public final class SameTasks {
  /** Comparable, as a queue may demand. */
  private record Numbered(int number, StringBuilder order, CountDownLatch all)
      implements Runnable, Comparable<Numbered> {
    @Override
    public void run() {
      order.append(' ').append(number);
      all.countDown();
    }

    @Override
    public int compareTo(Numbered other) {
      return Integer.compare(number, other.number);
    }
  }

  private SameTasks() {}

  public static void main(String[] args) throws Exception {
    Handing.followed("", SameTasks::check);
    System.exit(0);
  }

  private static void check() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.DAYS, new PriorityBlockingQueue<>());
    pool.setThreadFactory(Pools::daemon);
    pool.execute(
        () -> {
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    begun.await();
    StringBuilder order = new StringBuilder();
    CountDownLatch all = new CountDownLatch(3);
    Numbered extra = new Numbered(7, order, all);
    pool.execute(extra);
    System.out.println(pool.getQueue().peek() == extra ? "queued itself" : "another is queued");
    System.out.println(pool.remove(extra) ? "removed" : "not removed");
    pool.setRejectedExecutionHandler(
        (task, by) -> System.out.println(task == extra ? "rejected itself" : "another"));
    for (int number : new int[] {3, 1, 2}) {
      pool.execute(new Numbered(number, order, all));
    }
    pool.shutdown();
    pool.execute(extra);
    go.countDown();
    all.await();
    System.out.println("in the order of the comparator:" + order);
    CountDownLatch ran = new CountDownLatch(1);
    new Timer(true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                boolean followed = Timeouts.current().isPresent();
                System.out.println("a Timer's task is " + (followed ? "" : "not ") + "followed");
                ran.countDown();
              }
            },
            1);
    ran.await();
  }
}
