package dev.curfew.manage;

import dev.curfew.engine.EngineControl;
import dev.curfew.engine.RuleView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * The rules' counters, read from the watcher once for all attributes that a client reads together.
 * When the watcher does not answer, the last counters hold: a counter that falls back to zero would
 * look like a restart to those who draw curves. Thread-safe.
 */
final class RuleCounts {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final EngineControl engine;
  private List<RuleView> rules = List.of();
  private long readAt;
  private boolean fresh;

  RuleCounts(EngineControl engine) {
    this.engine = engine;
  }

  synchronized List<RuleView> rules() {
    if (!fresh || System.nanoTime() - readAt > FRESH_NANOS) {
      List<RuleView> read = engine.rules();
      if (!read.isEmpty()) {
        rules = read;
      }
      readAt = System.nanoTime();
      fresh = true;
    }
    return rules;
  }

  long sum(ToLongFunction<RuleView.Counts> counter) {
    return rules().stream().map(RuleView::counts).mapToLong(counter).sum();
  }

  /** After a command. */
  synchronized void refresh() {
    fresh = false;
  }
}
