package com.example.follow;

import dev.curfew.api.Timeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hands a task over in each way that there is, in a call whose rule follows and in one whose rule
 * does not, and waits in the call. Says what became of each task: {@code task|followed or
 * alone|way|how the task ended|how the call ended}.
 */
public final class FollowProgram {
  private static final long PATIENCE_SECONDS = 40;

  /** What a task tells. */
  private static final class Task implements Runnable {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);
    final CountDownLatch enough = new CountDownLatch(1);
    volatile String how = "still runs";

    @Override
    public void run() {
      if (begun.getCount() == 0) {
        return; // a periodic one's second time
      }
      boolean inside = Timeouts.current().isPresent();
      begun.countDown();
      try {
        enough.await();
        how = inside ? "let go in a call" : "let go";
      } catch (InterruptedException e) {
        how = inside ? "stopped" : "interrupted without a call";
      }
      ended.countDown();
    }
  }

  private FollowProgram() {}

  public static void main(String[] args) throws Exception {
    List<Thread> threads = new ArrayList<>();
    Map<String, Pools.Way> ways = Pools.ways();
    for (Map.Entry<String, Pools.Way> way : ways.entrySet()) {
      threads.add(start(() -> followed(way.getKey(), way.getValue())));
      threads.add(start(() -> alone(way.getKey(), way.getValue())));
    }
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
    for (Map.Entry<String, Pools.Way> way : ways.entrySet()) {
      tellHowItIsLeft(way.getKey(), way.getValue());
    }
    System.out.println("done");
    System.exit(0);
  }

  private static Thread start(Handing.Body body) {
    Thread thread =
        Pools.daemon(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                System.out.println("failed: " + e);
              }
            });
    thread.start();
    return thread;
  }

  private static void followed(String name, Pools.Way way) throws Exception {
    Task task = new Task();
    String call = "returned";
    try {
      Handing.followed(name, () -> handOver(way, task));
    } catch (RuntimeException e) {
      call = e.getClass().getSimpleName();
    }
    if (!task.ended.await(PATIENCE_SECONDS / 2, TimeUnit.SECONDS)) {
      task.how = "not stopped";
    }
    tell("followed", name, task, call);
  }

  private static void alone(String name, Pools.Way way) throws Exception {
    Task task = new Task();
    String call = "returned";
    try {
      Handing.alone(name, () -> handOver(way, task));
    } catch (RuntimeException e) {
      call = e.getClass().getSimpleName();
    }
    task.enough.countDown();
    task.ended.await();
    tell("alone", name, task, call);
  }

  private static void handOver(Pools.Way way, Task task) throws Exception {
    way.handOver(task);
    task.begun.await();
    task.ended.await();
  }

  private static void tell(String rule, String name, Task task, String call) {
    System.out.println("task|" + rule + "|" + name + "|" + task.how + "|" + call);
  }

  /** What a task finds that is handed over without a call, when others have been stopped. */
  private static void tellHowItIsLeft(String name, Pools.Way way) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    String[] found = new String[1];
    way.handOver(
        () -> {
          boolean clean = !Thread.interrupted() && Timeouts.current().isEmpty();
          found[0] = clean ? "clean" : "not clean";
          ended.countDown();
        });
    ended.await();
    System.out.println("left|" + name + "|" + found[0]);
  }
}
