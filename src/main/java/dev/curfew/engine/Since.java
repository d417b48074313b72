package dev.curfew.engine;

import org.jspecify.annotations.Nullable;

/**
 * What holds from an instant on, and what held before. Immutable.
 *
 * @param since on the engine's clock
 * @param previous null: nothing
 */
record Since<T extends @Nullable Object>(long since, T value, @Nullable Since<T> previous) {
  /** A past that long is nobody's any more. */
  private static final int KEPT = 8;

  /** From the beginning. */
  static <T extends @Nullable Object> Since<T> always(T value) {
    return new Since<>(Long.MIN_VALUE, value, null);
  }

  /** Another value from this time on. */
  Since<T> then(long time, T next) {
    return new Since<>(time, next, cut(KEPT));
  }

  private Since<T> cut(int keep) {
    return new Since<>(since, value, previous == null || keep == 0 ? null : previous.cut(keep - 1));
  }

  /** What held at this time, as far back as is known. */
  T at(long time) {
    Since<T> held = this;
    while (held.since > time && held.previous != null) {
      held = held.previous;
    }
    return held.value;
  }
}
