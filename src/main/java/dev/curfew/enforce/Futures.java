package dev.curfew.enforce;

import dev.curfew.bridge.CurfewUse;
import dev.curfew.engine.Timer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Completes the future that the call waits for, exceptionally. Whoever else waits for it sees that
 * too, which is why this is force.
 */
final class Futures implements ForceMeans {
  @Override
  public String name() {
    return "futures";
  }

  @Override
  public List<String> apply(Timer timer) {
    for (CurfewUse use : Uses.of(timer, CompletableFuture.class)) {
      if (use.tryAct()) {
        try {
          return complete((CompletableFuture<?>) use.resource(), timer);
        } finally {
          use.acted();
        }
      }
    }
    return List.of();
  }

  private static List<String> complete(CompletableFuture<?> future, Timer timer) {
    String why = "a call that waited for it ran out of time: " + timer.path();
    return future.completeExceptionally(new TimeoutException(why))
        ? List.of("exceptional completion of a CompletableFuture")
        : List.of();
  }
}
