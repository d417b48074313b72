package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewWord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Timers without a thread: begun and ended by whoever wants to, timed by the watcher like calls.
 * Beginning one, and ending one that nobody has looked at, takes no more than a step on its word.
 * Any thread.
 */
final class DetachedTimers {
  private final Engine engine;

  DetachedTimers(Engine engine) {
    this.engine = engine;
  }

  /**
   * @param outer the timer around it; null: none. When that has ended, this one ends at once.
   */
  CurfewScope start(ScopeSpec spec, @Nullable CurfewScope outer) {
    Detached around = outer == null ? null : Detached.of(outer);
    Detached detached = new Detached(around);
    CurfewScope scope = CurfewBridge.openDetached(ApiSites.START, spec.with(detached), outer);
    if (outer != null && around != null) {
      around.inside.add(scope); // before the look: whoever ends the outer one later finds this one
      if (CurfewWord.state(outer.word()) != CurfewWord.OPEN && scope.closeDetached()) {
        ended(scope, detached, endInside(outer, around));
      }
    }
    return scope;
  }

  /** How one ends that begins when the timer around it has ended, or is about to. */
  private static TimeoutStatus endInside(CurfewScope outer, Detached around) {
    Map<String, @Nullable Object> end = around.end;
    Object status = end == null ? null : end.get("status");
    boolean timedOut =
        end == null
            ? CurfewWord.state(outer.word()) != CurfewWord.CLOSED
            : "TIMEOUT".equals(status) || "STOPPED".equals(status);
    return timedOut ? TimeoutStatus.STOPPED : TimeoutStatus.CANCELLED;
  }

  /**
   * A thread's call begins inside the timer; false when it had ended or run out of time: then
   * nobody would stop the call.
   */
  static boolean attach(@Nullable CurfewScope timer, @Nullable Object call) {
    Detached detached = timer == null ? null : Detached.of(timer);
    if (timer == null || detached == null || !(call instanceof CurfewCall begun)) {
      return false;
    }
    detached.attach(begun); // before the look, as above
    return CurfewWord.state(timer.word()) == CurfewWord.OPEN;
  }

  private void ended(CurfewScope scope, Detached detached, TimeoutStatus status) {
    if (scope.labelValues() instanceof ScopeSpec spec) {
      detached.ended(scope, Reports.info(spec, scope, status, engine.clock()));
    }
    if (scope.timer instanceof Timer seen) { // just now
      long now = engine.clock().now();
      engine.commands().add(() -> engine.endings().finishDetached(seen, now));
    }
  }

  /** Null when the watcher does not answer. */
  @Nullable Object info(CurfewScope scope) {
    Detached detached = Detached.of(scope);
    Map<String, @Nullable Object> end = detached == null ? null : detached.end;
    if (detached == null || end != null) {
      return end;
    }
    Object live =
        engine.answer(
            () -> {
              Timer t = timer(scope);
              return t == null ? null : Reports.info(t, engine.clock());
            });
    return live == null ? detached.end : live;
  }

  /** Watcher. Also one that has run out of time and is about to end. */
  private @Nullable Timer timer(CurfewScope scope) {
    long word = scope.word();
    return word != CurfewWord.CLOSED
        ? engine.timers().of(scope, word)
        : scope.timer instanceof Timer known ? known : null;
  }

  /**
   * False when it has ended, or ran out of time.
   *
   * @param cancelledBy application or parent; null: what it is for is done
   */
  boolean end(CurfewScope scope, @Nullable String cancelledBy) {
    Detached detached = Detached.of(scope);
    if (detached != null && cancelledBy == null && !(scope.timer instanceof Timer)) {
      boolean ended = scope.closeDetached();
      if (ended) {
        ended(scope, detached, TimeoutStatus.COMPLETED);
      }
      return ended;
    }
    return Boolean.TRUE.equals(engine.answer(() -> endSeen(scope, cancelledBy)));
  }

  /** Watcher. */
  private boolean endSeen(CurfewScope scope, @Nullable String cancelledBy) {
    Timer t = timer(scope);
    if (t == null || !scope.closeDetached()) {
      return false;
    }
    if (cancelledBy != null && t.cancelledBy == null) {
      t.cancelledBy = cancelledBy;
      t.rule.cancelled++;
    }
    engine.endings().finishDetached(t, engine.clock().now());
    return true;
  }
}
