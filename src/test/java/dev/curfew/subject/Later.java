package dev.curfew.subject;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** Methods whose results come later than they return. */
public final class Later {
  /** Exceptions that the methods' own handlers have met. */
  public static int caught;

  private Later() {}

  public static CompletionStage<String> stage(String label) {
    try {
      if (label.isEmpty()) {
        return CompletableFuture.completedFuture("empty");
      }
      return new CompletableFuture<>();
    } catch (RuntimeException e) {
      caught++;
      throw e;
    }
  }

  public static CompletableFuture<String> future(String label) {
    synchronized (Later.class) {
      return new CompletableFuture<>();
    }
  }

  public static CompletableFuture<String> failing(String label) {
    throw new IllegalStateException(label);
  }

  public static Future<String> plain(String label) {
    return new CompletableFuture<>();
  }
}
