package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewWord;
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

  /** Calls of threads that work for it; those that have ended go when another one comes. */
  private final Set<Attached> attached = ConcurrentHashMap.newKeySet();

  /**
   * A thread's call inside this timer.
   *
   * @param word of the call while it is open: its place may be another call's since
   */
  record Attached(CurfewCall call, long word) {
    boolean isLive() {
      return CurfewWord.sameCall(call.word(), word);
    }
  }

  /** How it ended, as the API reads it; null: it is live. */
  volatile @Nullable Map<String, @Nullable Object> end;

  Detached(@Nullable Detached outer) {
    this.outer = outer;
  }

  /** Null when the call has a thread. */
  static @Nullable Detached of(CurfewScope scope) {
    return scope.labelValues() instanceof ScopeSpec spec ? spec.detached() : null;
  }

  void attach(CurfewCall call) {
    attached.removeIf(each -> !each.isLive());
    attached.add(new Attached(call, CurfewWord.in(CurfewWord.OPEN, call.word())));
  }

  Set<Attached> attached() {
    return attached;
  }

  void ended(CurfewScope scope, Map<String, @Nullable Object> info) {
    end = info;
    if (outer != null) {
      outer.inside.remove(scope);
    }
  }
}
