package com.example.servers;

import java.nio.file.FileSystems;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/**
 * A server that brings its own log manager and its own default file system: configured on the
 * command line or, as with WildFly, by its main.
 */
public final class Server {
  private static volatile boolean mainRuns;

  private Server() {}

  static String when() {
    return mainRuns ? "in main" : "before main";
  }

  public static void main(String[] args) throws InterruptedException {
    mainRuns = true;
    for (int i = 0; i < args.length; i += 2) {
      System.setProperty(args[i], args[i + 1]);
    }
    System.out.println("logs through " + LogManager.getLogManager().getClass().getSimpleName());
    System.out.println(
        "files through " + FileSystems.getDefault().provider().getClass().getSimpleName());
    try {
      serve();
    } catch (RuntimeException e) {
      System.out.println("stopped " + e.getClass().getName());
    }
  }

  private static void serve() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
