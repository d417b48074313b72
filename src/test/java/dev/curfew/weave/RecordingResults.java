package dev.curfew.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands in for the bridge where results come later. Tests use it one at a time. */
public final class RecordingResults {
  static final String NAME = RecordingResults.class.getName().replace('.', '/');

  static final List<@Nullable Object> labels = new ArrayList<>();
  static final List<@Nullable Object> results = new ArrayList<>();
  static final List<Throwable> thrown = new ArrayList<>();
  static final Object copy = new CompletableFuture<>();
  private static Supplier<? extends @Nullable RuntimeException> timeout = () -> null;

  private RecordingResults() {}

  static void reset() {
    labels.clear();
    results.clear();
    thrown.clear();
    timeout = () -> null;
  }

  /** From now on each exit after a return throws what is supplied. */
  static void timeOut(Supplier<? extends @Nullable RuntimeException> exception) {
    timeout = exception;
  }

  public static @Nullable Object enter(int site, @Nullable Object labelValues) {
    labels.add(labelValues);
    return "token";
  }

  public static @Nullable Object exit(@Nullable Object result, @Nullable Object token) {
    results.add(result);
    RuntimeException exception = timeout.get();
    if (exception != null) {
      throw exception;
    }
    return copy;
  }

  public static void exit(@Nullable Object token, Throwable failure) {
    thrown.add(failure);
  }
}
