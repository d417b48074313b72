package dev.curfew.api;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A timer without a thread, while no agent runs. */
final class LocalDetached extends LocalTimer implements SteeredTimer {
  LocalDetached(
      String name, @Nullable LocalTimer parent, TimeoutOptions options, LongSupplier clock) {
    super(name, parent, options, clock);
  }

  @Override
  public boolean endWithParent() {
    return end(TimeoutStatus.CANCELLED);
  }

  @Override
  public TimeoutScope attach(String name, TimeoutOptions options) {
    Names.requirePlain(name);
    if (!isLive()) {
      throw new IllegalStateException("the timer has ended: " + info());
    }
    return LocalScope.attach(name, this, options);
  }
}
