package dev.curfew.engine;

import dev.curfew.engine.Answer.Outcome;
import org.jspecify.annotations.Nullable;

/** What operators do to one live timer. Watcher only. */
final class TimerCommands {
  private final Engine engine;

  TimerCommands(Engine engine) {
    this.engine = engine;
  }

  Answer cancel(Timer t, Origin origin) {
    if (t.cancelledBy != null) {
      return answer(Outcome.TOO_LATE, t, "was cancelled before");
    }
    if (t.verdict != null) {
      return tooLate(t);
    }
    engine.deadlines().cancel(t, "operator", origin);
    long now = engine.clock().now();
    Timer limit = t.limitedBy(now);
    String left =
        t.effectiveDeadline(now) == Timer.NONE
            ? "it runs on without a limit"
            : "it runs on, limited by '" + limit.rule.rule.name() + "' (timer " + limit.id() + ")";
    return answer(Outcome.CANCELLED, t, "has no timeout any more, " + left + "; expire stops it");
  }

  Answer extend(Timer t, long nanos, Origin origin) {
    if (t.verdict != null) {
      return tooLate(t);
    }
    if (t.timeout() == Timer.NONE) {
      return answer(Outcome.TOO_LATE, t, "has no timeout of its own to extend");
    }
    engine.deadlines().extend(t, nanos, origin);
    long now = engine.clock().now();
    Timer limit = t.limitedBy(now);
    String by = limit == t ? "its own timeout" : "the timeout of '" + limit.rule.rule.name() + "'";
    long remaining = t.effectiveDeadline(now) - now;
    return answer(Outcome.EXTENDED, t, "has " + remaining / 1_000_000 + " ms left, by " + by);
  }

  Answer expire(Timer t, Origin origin) {
    if (engine.deadlines().expire(t)) {
      return answer(Outcome.EXPIRED, t, "counts as timed out now");
    }
    return t.isLive() ? tooLate(t) : noSuchTimer(t.id());
  }

  Answer disable(Timer t, boolean disable, Origin origin) {
    if (t.verdict != null) {
      return tooLate(t);
    }
    t.disabled = disable;
    if (disable) {
      switched(t, Outcome.DISABLED, origin);
      return answer(Outcome.DISABLED, t, "is only observed");
    }
    t.armedFrom = engine.deadlines().rearm();
    switched(t, Outcome.ENABLED, origin);
    return answer(
        Outcome.ENABLED,
        t,
        "is not stopped for another 5 s"
            + (engine.deadlines().mayStop(t) ? "" : ", and not before its rule stops calls again"));
  }

  Answer pause(Timer t, boolean pause, Origin origin) {
    if (t.verdict != null) {
      return tooLate(t);
    }
    t.pausedByOperator = pause;
    t.held.open(pause || t.suspended, engine.clock().now());
    if (pause) {
      switched(t, Outcome.PAUSED, origin);
      return answer(Outcome.PAUSED, t, "keeps the time it has left");
    }
    t.armedFrom = engine.deadlines().rearm();
    switched(t, Outcome.RESUMED, origin);
    return answer(
        Outcome.RESUMED,
        t,
        t.isPaused()
            ? "goes on when its rule, or its thread, does"
            : "goes on, and is not stopped for another 5 s");
  }

  private void switched(Timer t, Outcome outcome, Origin origin) {
    engine.listener().switched(Reports.of(t, engine.clock()), outcome, origin);
  }

  static Answer noSuchTimer(long id) {
    return new Answer(
        Outcome.NO_SUCH_TIMER,
        "NO_SUCH_TIMER: there is no timer " + id + ", or its call has ended");
  }

  private static Answer tooLate(Timer t) {
    return answer(Outcome.TOO_LATE, t, "is being stopped, its status is " + t.status);
  }

  private static Answer answer(Outcome outcome, Timer t, @Nullable String what) {
    return new Answer(outcome, outcome + ": timer " + t.id() + " (" + t.path + ") " + what);
  }
}
