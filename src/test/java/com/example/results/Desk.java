package com.example.results;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

/** Entry methods whose results come later. */
public final class Desk {
  private Desk() {}

  public static <T> CompletableFuture<T> future(Callable<CompletableFuture<T>> body)
      throws Exception {
    return body.call();
  }

  public static <T> CompletionStage<T> stage(Callable<CompletionStage<T>> body) throws Exception {
    try {
      return body.call();
    } catch (RuntimeException e) { // an own handler, which a timeout must not meet
      throw new IllegalStateException("caught by the method", e);
    }
  }

  public static Future<String> plain(Callable<Future<String>> body) throws Exception {
    return body.call();
  }

  public static Flow.Publisher<String> published(Callable<Flow.Publisher<String>> body)
      throws Exception {
    return body.call();
  }

  /** Its rule does not follow. */
  public static <T> CompletableFuture<T> alone(Callable<CompletableFuture<T>> body)
      throws Exception {
    return body.call();
  }
}
