package dev.curfew.engine;

import dev.curfew.bridge.CurfewScope;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a timer without a thread has besides its word: nobody's stack says which timers are inside
 * it, and nobody's exit keeps how it ended. Any thread.
 */
final class Detached {
  /** The timer around it; null: none. */
  final @Nullable Detached outer;

  /** Live timers inside this one. */
  final Set<CurfewScope> inside = ConcurrentHashMap.newKeySet();

  /** How it ended, as the API reads it; null: it is live. */
  volatile @Nullable Map<String, @Nullable Object> end;

  Detached(@Nullable Detached outer) {
    this.outer = outer;
  }

  /** Null when the call has a thread. */
  static @Nullable Detached of(CurfewScope scope) {
    return scope.labelValues() instanceof ScopeSpec spec ? spec.detached() : null;
  }

  void ended(CurfewScope scope, Map<String, @Nullable Object> info) {
    end = info;
    if (outer != null) {
      outer.inside.remove(scope);
    }
  }
}
