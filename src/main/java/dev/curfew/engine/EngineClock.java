package dev.curfew.engine;

import java.time.Instant;

/** Nanoseconds since the engine's start, at least 1, on a clock that only goes forward. */
class EngineClock {
  private final long base = System.nanoTime() - 1;

  long now() {
    return System.nanoTime() - base;
  }

  /** The wall-clock time of an instant of this clock, as the wall clock is set now. */
  Instant wall(long time) {
    return Instant.now().minusNanos(now() - time);
  }
}
