package dev.curfew.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands one timeout to what the application wants to be run then. Watcher only. */
final class TimeoutHandling {
  private final Timer timer;
  private final Map<String, @Nullable Object> info;
  private final Handlers handlers;
  private final TimerListener listener;

  /**
   * @param info as the API reads it
   */
  TimeoutHandling(
      Timer timer, Map<String, @Nullable Object> info, Handlers handlers, TimerListener listener) {
    this.timer = timer;
    this.info = info;
    this.handlers = handlers;
    this.listener = listener;
  }

  void start() {
    Supplier<?> partial = timer.partialResult;
    if (partial != null) {
      handlers.run(() -> supply(partial));
    }
    for (Consumer<Map<String, @Nullable Object>> handler : List.copyOf(timer.handlers)) {
      handlers.run(() -> handler.accept(info));
    }
  }

  private void supply(Supplier<?> partial) {
    listener.partialResult(timer.id(), timer.rule.rule.name(), partial.get());
  }
}
