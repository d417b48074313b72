package dev.curfew.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A pool of one thread, which runs tasks only when all have been handed over: so the two threads
 * don't stand in each other's way, and what is measured is what both do.
 */
@State(Scope.Thread)
public class HandOver {
  static final int TASKS = 1_000;

  private ThreadPoolExecutor pool;

  /** A task of its own each time, as programs have it. */
  private static final class Task implements Runnable {
    private final CountDownLatch ended;

    Task(CountDownLatch ended) {
      this.ended = ended;
    }

    @Override
    public void run() {
      ended.countDown();
    }
  }

  @Setup(Level.Trial)
  public void start() {
    pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.DAYS, new LinkedBlockingQueue<>());
    pool.prestartAllCoreThreads();
  }

  @TearDown(Level.Trial)
  public void stop() {
    pool.shutdownNow();
  }

  void handOverAll() throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(TASKS);
    pool.execute(
        () -> {
          try {
            begin.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark", e);
          }
        });
    for (int i = 0; i < TASKS; i++) {
      pool.execute(new Task(ended));
    }
    begin.countDown();
    ended.await();
  }
}
