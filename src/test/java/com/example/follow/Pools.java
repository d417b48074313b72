package com.example.follow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Every kind of way to hand a task to another thread. */
final class Pools {
  private Pools() {}

  /** Hands a task over to a thread that runs it at once. */
  interface Way {
    void handOver(Runnable task) throws Exception;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the task tells how it ended
  static Map<String, Way> ways() {
    ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(8, Pools::daemon);
    pool.prestartAllCoreThreads();
    Executor growing = Executors.newCachedThreadPool(Pools::daemon);
    ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(8, Pools::daemon);
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("ThreadPoolExecutor.execute", pool::execute);
    ways.put("ThreadPoolExecutor.submit", pool::submit);
    ways.put("ThreadPoolExecutor, its worker made by the call", growing::execute);
    ways.put("ScheduledThreadPoolExecutor.execute", scheduled::execute);
    ways.put(
        "ScheduledThreadPoolExecutor.schedule",
        task -> scheduled.schedule(task, 10, TimeUnit.MILLISECONDS));
    ways.put(
        "ScheduledThreadPoolExecutor.scheduleAtFixedRate",
        task -> scheduled.scheduleAtFixedRate(task, 10, 10, TimeUnit.MILLISECONDS));
    addForks(ways);
    addFutures(ways, pool);
    addThreads(ways);
    return ways;
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private static void addForks(Map<String, Way> ways) {
    ForkJoinPool forks = new ForkJoinPool(8);
    ways.put("ForkJoinPool.execute", forks::execute);
    ways.put("ForkJoinPool.submit", forks::submit);
    ways.put("ForkJoinTask.fork", task -> forks.execute(() -> ForkJoinTask.adapt(task).fork()));
    ways.put(
        "Parallel stream",
        task ->
            forks.execute(
                () ->
                    IntStream.range(0, 64)
                        .parallel()
                        .filter(i -> i == 0)
                        .forEach(i -> task.run())));
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private static void addFutures(Map<String, Way> ways, Executor pool) {
    ways.put("CompletableFuture.runAsync", CompletableFuture::runAsync);
    ways.put(
        "CompletableFuture.runAsync, with a pool", task -> CompletableFuture.runAsync(task, pool));
    BlockingQueue<CompletableFuture<String>> toComplete = new LinkedBlockingQueue<>();
    Thread completer =
        daemon(
            () -> {
              try {
                for (; ; ) {
                  toComplete.take().complete("");
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    completer.start();
    ways.put(
        "CompletableFuture.thenRunAsync, completed by a thread without a call",
        task -> {
          CompletableFuture<String> before = new CompletableFuture<>();
          before.thenRunAsync(task, pool);
          toComplete.add(before);
        });
  }

  private static void addThreads(Map<String, Way> ways) {
    ways.put("Thread.start", task -> daemon(task).start());
    if (Runtime.version().feature() >= 21) {
      ways.put(
          "Virtual thread",
          task -> Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task));
      ways.put(
          "Virtual thread, of an executor",
          task ->
              ((ExecutorService)
                      Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null))
                  .execute(task));
    }
  }

  static Thread daemon(Runnable body) {
    Thread thread = new Thread(body);
    thread.setDaemon(true);
    return thread;
  }
}
