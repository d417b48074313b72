package com.example.follow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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
    ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(8, Pools::daemon);
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("ThreadPoolExecutor.execute", pool::execute);
    ways.put("ThreadPoolExecutor.submit", pool::submit);
    ways.put(
        "ThreadPoolExecutor, its worker made by the call",
        task -> Executors.newCachedThreadPool(Pools::daemon).execute(task));
    ways.put("ScheduledThreadPoolExecutor.execute", scheduled::execute);
    ways.put(
        "ScheduledThreadPoolExecutor.schedule",
        task -> scheduled.schedule(task, 10, TimeUnit.MILLISECONDS));
    ways.put(
        "ScheduledThreadPoolExecutor.scheduleAtFixedRate",
        task -> scheduled.scheduleAtFixedRate(task, 10, 10, TimeUnit.MILLISECONDS));
    return ways;
  }

  static Thread daemon(Runnable body) {
    Thread thread = new Thread(body);
    thread.setDaemon(true);
    return thread;
  }
}
