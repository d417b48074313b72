package com.example.follow;

import dev.curfew.api.Timeouts;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;

/** Forks a structured task, which is a preview of JDK 25, in a call that is stopped. */
public final class StructuredProgram {
  private StructuredProgram() {}

  public static void main(String[] args) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    String[] how = {"still runs"};
    Runnable task =
        () -> {
          boolean inside = Timeouts.current().isPresent();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            how[0] = inside ? "stopped" : "interrupted without a call";
          }
          ended.countDown();
        };
    String call = "returned";
    try {
      Handing.followed("structured", () -> forked(task, ended));
    } catch (RuntimeException e) {
      call = e.getClass().getSimpleName();
    }
    System.out.println(call + ", task " + how[0]);
    System.exit(0);
  }

  /** Closes the scope, which would interrupt its tasks itself, only when the task has ended. */
  private static void forked(Runnable task, CountDownLatch ended) throws Exception {
    Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
    try (AutoCloseable scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
      Method fork = type.getMethod("fork", Runnable.class);
      fork.invoke(scope, task);
      for (; ; ) {
        try {
          ended.await();
          break;
        } catch (InterruptedException e) {
          // the call's own stop
        }
      }
      type.getMethod("join").invoke(scope);
    }
  }
}
