package dev.curfew.api;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A timer without a thread, while no agent runs. */
final class LocalDetached extends LocalTimer implements SteeredTimer {
  LocalDetached(
      String name, @Nullable LocalTimer parent, TimeoutOptions options, LongSupplier clock) {
    super(name, parent, options, clock);
  }
}
