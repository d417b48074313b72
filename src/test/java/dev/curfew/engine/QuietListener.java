package dev.curfew.engine;

import dev.curfew.config.Rule;
import java.time.Duration;
import java.time.Instant;

/** Keeps nothing. */
final class QuietListener implements TimerListener {
  @Override
  public void warned(TimerReport report) {}

  @Override
  public void expired(TimerReport report) {}

  @Override
  public void abandoned(TimerReport report) {}

  @Override
  public void overdue(TimerReport report) {}

  @Override
  public void ended(TimerReport report) {}

  @Override
  public void partialResult(long id, String rule, Object result) {}

  @Override
  public void fuseBlown(Rule rule) {}

  @Override
  public void stalled(Instant from, Duration length) {}
}
