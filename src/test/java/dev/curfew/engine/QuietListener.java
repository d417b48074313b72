package dev.curfew.engine;

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
}
