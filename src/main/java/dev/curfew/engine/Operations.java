package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Timer.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operators' questions and commands, carried out by the watcher. */
final class Operations implements EngineControl {
  private static final Answer NO_ANSWER =
      new Answer(Outcome.NO_ANSWER, "NO_ANSWER: the watcher did not answer in time");

  private final Engine engine;

  Operations(Engine engine) {
    this.engine = engine;
  }

  private <T> T ask(Supplier<T> question, T otherwise) {
    return engine.commands().ask(question, otherwise, engine.watcher()::wake);
  }

  @Override
  public List<TimerView> timers() {
    return ask(this::listTimers, List.of());
  }

  private List<TimerView> listTimers() {
    int[] room = {LIST_LIMIT};
    LineScan.Visitor makeTimer =
        (CurfewCall call, long word) -> {
          engine.timers().of(call, word);
          return --room[0] > 0;
        };
    engine.wheel().drain(engine.deadlines()); // also calls that were opened a moment ago
    engine.lines().visit(makeTimer);
    engine.wheel().visit(makeTimer);
    List<TimerView> views = new ArrayList<>();
    for (Timer t : engine.timers().all()) {
      if (t.isLive()) {
        views.add(Reports.view(t, engine.clock(), engine.deadlines().mayStop(t)));
      }
    }
    views.sort(Comparator.comparingLong(TimerView::remainingNanos).thenComparing(TimerView::id));
    return views.size() <= LIST_LIMIT ? views : List.copyOf(views.subList(0, LIST_LIMIT));
  }

  @Override
  public long openCalls() {
    return ask(() -> (long) engine.lines().open() + engine.wheel().size(), 0L);
  }

  @Override
  public List<RuleView> rules() {
    return ask(this::listRules, List.of());
  }

  private List<RuleView> listRules() {
    RuleStates rules = engine.rules();
    CallCounts.Count[] counts = engine.counts().byRule();
    List<RuleView> views = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      RuleState r = rules.all().get(i);
      boolean stops = !rules.allDisabled && r.mayStop();
      views.add(
          new RuleView(
              r.rule.name(),
              r.modeName(),
              stops || !isStopping(r) ? r.modeName() : "observe",
              counts[i].calls(),
              counts[i].failures(),
              r.warned,
              r.timedOut,
              r.stopped,
              r.cancelled,
              r.overdue));
    }
    return views;
  }

  private static boolean isStopping(RuleState r) {
    return switch (r.rule.mode()) {
      case INTERRUPT, FORCE -> true;
      case OFF, OBSERVE -> false;
    };
  }

  @Override
  public HealthView health() {
    Watcher w = engine.watcher();
    return new HealthView(
        w.isHealthy(),
        w.scans(),
        w.pause(),
        w.lastScanCost(),
        w.successions(),
        w.lastFailure(),
        engine.enforcement().busy(),
        engine.deadlines().lostFrames());
  }

  @Override
  public Answer cancelTimer(long id, String by) {
    return onTimer(id, t -> cancel(t, by));
  }

  private Answer cancel(Timer t, String by) {
    if (t.cancelledBy != null) {
      return answer(Outcome.TOO_LATE, t, "was cancelled before");
    }
    if (t.verdict != null) {
      return answer(Outcome.TOO_LATE, t, "is being stopped, its status is " + t.status);
    }
    engine.deadlines().cancel(t, by);
    Timer limit = t.limitedBy();
    String left =
        limit.deadline == Timer.NONE
            ? "it runs on without a limit"
            : "it runs on, limited by '" + limit.rule.rule.name() + "' (timer " + limit.id() + ")";
    return answer(Outcome.CANCELLED, t, "has no timeout any more, " + left + "; expire stops it");
  }

  @Override
  public Answer extendTimer(long id, long nanos, String by) {
    return onTimer(id, t -> extend(t, nanos));
  }

  private Answer extend(Timer t, long nanos) {
    if (t.verdict != null) {
      return answer(Outcome.TOO_LATE, t, "is being stopped, its status is " + t.status);
    }
    if (t.deadline == Timer.NONE) {
      return answer(Outcome.TOO_LATE, t, "has no timeout of its own to extend");
    }
    engine.deadlines().extend(t, nanos);
    long remaining = t.limitedBy().deadline - engine.clock().now();
    return answer(
        Outcome.EXTENDED, t, "has " + remaining / 1_000_000 + " ms left, by " + limitName(t));
  }

  private static String limitName(Timer t) {
    Timer limit = t.limitedBy();
    return limit == t ? "its own timeout" : "the timeout of '" + limit.rule.rule.name() + "'";
  }

  @Override
  public Answer expireCall(long id, String by) {
    return onTimer(id, this::expire);
  }

  private Answer expire(Timer t) {
    if (engine.deadlines().expire(t, Reason.OPERATOR, engine.clock().now())) {
      return answer(Outcome.EXPIRED, t, "counts as timed out now");
    }
    return t.isLive()
        ? answer(Outcome.TOO_LATE, t, "is being stopped, its status is " + t.status)
        : noSuchTimer(t.id());
  }

  @Override
  public Answer disableAll(String by) {
    return switchAll(true);
  }

  @Override
  public Answer enableAll(String by) {
    return switchAll(false);
  }

  private Answer switchAll(boolean disable) {
    return ask(
        () -> {
          engine.rules().allDisabled = disable;
          if (disable) {
            return new Answer(Outcome.DISABLED, "DISABLED: all rules only observe");
          }
          engine.rules().armedFrom = engine.deadlines().rearm();
          return new Answer(
              Outcome.ENABLED, "ENABLED: all rules; nothing is stopped for another 5 s");
        },
        NO_ANSWER);
  }

  @Override
  public Answer disableRule(String rule, String by) {
    return onRule(rule, r -> switchRule(r, true));
  }

  @Override
  public Answer enableRule(String rule, String by) {
    return onRule(rule, r -> switchRule(r, false));
  }

  private Answer switchRule(RuleState r, boolean disable) {
    r.disabled = disable;
    String name = "rule '" + r.rule.name() + "'";
    if (disable) {
      return new Answer(Outcome.DISABLED, "DISABLED: " + name + " only observes");
    }
    r.armedFrom = engine.deadlines().rearm();
    return new Answer(
        Outcome.ENABLED, "ENABLED: " + name + "; it stops nothing for another 5 s" + allNote());
  }

  private String allNote() {
    return engine.rules().allDisabled ? ", and not before all rules are enabled" : "";
  }

  @Override
  public Answer disableTimer(long id, String by) {
    return onTimer(id, t -> switchTimer(t, true));
  }

  @Override
  public Answer enableTimer(long id, String by) {
    return onTimer(id, t -> switchTimer(t, false));
  }

  private Answer switchTimer(Timer t, boolean disable) {
    if (t.verdict != null) {
      return answer(Outcome.TOO_LATE, t, "is being stopped, its status is " + t.status);
    }
    t.disabled = disable;
    if (disable) {
      return answer(Outcome.DISABLED, t, "is only observed");
    }
    t.armedFrom = engine.deadlines().rearm();
    return answer(Outcome.ENABLED, t, "is not stopped for another 5 s" + allNote());
  }

  @Override
  public boolean enabled() {
    return ask(() -> !engine.rules().allDisabled, true);
  }

  private Answer onTimer(long id, Function<Timer, Answer> act) {
    return ask(
        () -> {
          Timer t = engine.timers().withId(id);
          return t == null || !t.isLive() ? noSuchTimer(id) : act.apply(t);
        },
        NO_ANSWER);
  }

  private Answer onRule(String name, Function<RuleState, Answer> act) {
    return ask(
        () -> {
          RuleState rule = engine.rules().named(name);
          return rule == null ? noSuchRule(name) : act.apply(rule);
        },
        NO_ANSWER);
  }

  private static Answer noSuchTimer(long id) {
    return new Answer(
        Outcome.NO_SUCH_TIMER,
        "NO_SUCH_TIMER: there is no timer " + id + ", or its call has ended");
  }

  private Answer noSuchRule(String name) {
    List<String> names = new ArrayList<>();
    for (RuleState r : engine.rules().all()) {
      names.add(r.rule.name());
    }
    return new Answer(
        Outcome.NO_SUCH_RULE,
        "NO_SUCH_RULE: there is no rule '" + name + "'; the rules are " + String.join(", ", names));
  }

  private static Answer answer(Outcome outcome, Timer t, @Nullable String what) {
    return new Answer(outcome, outcome + ": timer " + t.id() + " (" + t.path + ") " + what);
  }
}
