package dev.curfew.engine;

import dev.curfew.bridge.CurfewLater;
import dev.curfew.engine.Timer.Verdict;

/**
 * Tells those who wait for a call's result that it does not come in time. What the program does
 * then may take long or hang, so it has threads of its own; it is the program's work, so rules hold
 * for it. Watcher only.
 */
final class PendingResults {
  private final EngineClock clock;
  private final Handlers threads;

  PendingResults(EngineClock clock) {
    this.clock = clock;
    threads = Handlers.ofResults(clock);
  }

  /** A timer without a thread has run out of time; not all of them are for results. */
  void expired(Timer t) {
    Verdict verdict = t.verdict;
    if (verdict != null && t.call() instanceof CurfewLater later) {
      RuntimeException timeout =
          TimeoutExceptions.ofResult(t, verdict.blamed(), verdict.reason(), clock.now());
      threads.run(() -> later.expired(timeout));
    }
  }

  /** From time to time: there may be a thread now that could not be made before. */
  void lookAgain() {
    threads.lookAgain();
  }
}
