package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/** A result that is not there yet. */
abstract class CurfewResult {
  /** What the method has to return for it; to be asked before {@link #listen}. */
  abstract @Nullable Object returned();

  /** From now on its arrival is noticed. */
  abstract void listen();

  /** It did not come in time. */
  abstract void expired(RuntimeException timeout);

  /** Null when it is there, or is nothing that can be waited for. */
  static @Nullable CurfewResult of(CurfewLater timer, @Nullable Object returned) {
    return CurfewStage.of(timer, returned);
  }
}
