package dev.curfew.engine;

import dev.curfew.config.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Throws whatever it is told. */
final class ThrowingListener implements TimerListener {
  private final AtomicBoolean told;

  ThrowingListener(AtomicBoolean told) {
    this.told = told;
  }

  private void fail() {
    told.set(true);
    throw new IllegalStateException("injected into the listener");
  }

  @Override
  public void warned(TimerReport report) {
    fail();
  }

  @Override
  public void expired(TimerReport report) {
    fail();
  }

  @Override
  public void abandoned(TimerReport report) {
    fail();
  }

  @Override
  public void overdue(TimerReport report) {
    fail();
  }

  @Override
  public void ended(TimerReport report) {
    fail();
  }

  @Override
  public void partialResult(long id, String rule, Object result) {}

  @Override
  public void fuseBlown(Rule rule) {
    fail();
  }

  @Override
  public void stalled(Instant from, Duration length) {
    fail();
  }
}
