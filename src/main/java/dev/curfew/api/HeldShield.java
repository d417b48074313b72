package dev.curfew.api;

/**
 * A shield as it was asked for.
 *
 * @param holds whether it was in time
 * @param end ends it, however often it is run
 */
record HeldShield(boolean holds, Runnable end) implements Shield {
  @Override
  public void close() {
    end.run();
  }
}
