package com.example.looping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the calls that it is told to, one after the other on one thread, and says how they end;
 * {@code until:file} waits until the file is there.
 */
public final class SpinProgram {
  private static final Map<String, Callable<?>> CALLS =
      Map.of(
          "leaf", Spin::leaf,
          "counted", Spin::counted,
          "harmless", Spin::harmless,
          "multiplies", Spin::multiplies,
          "shielded", Spin::shielded,
          "swallows", Spin::swallows,
          "initialises", Spin::initialises,
          "backtracks", Spin::backtracks,
          "recurses", Spin::recurses);

  private SpinProgram() {}

  /** The first argument is {@code platform} or {@code virtual}. */
  public static void main(String[] args) throws Exception {
    Runnable work =
        () -> {
          for (int i = 1; i < args.length; i++) {
            call(args[i]);
          }
        };
    Thread thread = args[0].equals("virtual") ? startVirtual(work) : startPlatform(work);
    thread.join();
    synchronized (Spin.MONITOR) {
      System.out.println("monitor free, cleaned " + Spin.cleaned);
    }
  }

  private static Thread startPlatform(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  /** JDK 21 and later. */
  private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
    return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
  }

  private static void awaitFile(Path file) {
    System.out.println("waiting");
    while (!Files.exists(file)) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static void call(String name) {
    if (name.startsWith("until:")) {
      awaitFile(Path.of(name.substring("until:".length())));
      return;
    }
    long begin = System.nanoTime();
    try {
      CALLS.get(name).call();
      System.out.println(name + ": returned");
    } catch (Exception e) {
      long millis = (System.nanoTime() - begin) / 1_000_000;
      Throwable cause = e.getCause();
      System.out.println(
          name
              + ": "
              + e.getClass().getSimpleName()
              + " <- "
              + (cause == null ? "" : cause.getClass().getName())
              + " after "
              + millis
              + " ms");
    }
    if (name.equals("initialises")) {
      System.out.println("class usable: " + (Spin.Slow.VALUE != 0));
    }
  }
}
