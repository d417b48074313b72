package dev.curfew.engine;

import dev.curfew.engine.Answer.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Operators' questions and commands, carried out by the watcher. */
final class Operations implements EngineControl {
  private static final Answer NO_ANSWER =
      new Answer(Outcome.NO_ANSWER, "NO_ANSWER: the watcher did not answer in time");

  /** At the JVM's exit, which is not to be held up. */
  private static final long LAST_PATIENCE_MILLIS = 1_000;

  /** Timers that one command to the watcher is for. */
  private static final int PORTION = 100;

  private final Engine engine;
  private final Listings listings;
  private final TimerCommands timerCommands;
  private final RuleCommands ruleCommands;

  Operations(Engine engine) {
    this.engine = engine;
    listings = new Listings(engine);
    timerCommands = new TimerCommands(engine);
    ruleCommands = new RuleCommands(engine);
  }

  private <T> T ask(Supplier<T> question, T otherwise) {
    return ask(question, otherwise, Commands.PATIENCE_MILLIS);
  }

  private <T> T ask(Supplier<T> question, T otherwise, long patienceMillis) {
    return engine.commands().ask(question, otherwise, engine.watcher()::wake, patienceMillis);
  }

  @Override
  public List<TimerView> timers() {
    return ask(listings::timers, List.of());
  }

  @Override
  public List<TimerReport> lastReports() {
    return ask(this::endAll, List.of(), LAST_PATIENCE_MILLIS);
  }

  private List<TimerReport> endAll() {
    engine.endings().finishAll(engine.clock().now());
    return listings.reports();
  }

  @Override
  public long openCalls() {
    return ask(engine::openCalls, 0L);
  }

  @Override
  public List<RuleView> rules() {
    return ask(listings::rules, List.of());
  }

  @Override
  public HealthView health() {
    return listings.health();
  }

  @Override
  public List<TimerReport> history() {
    return ask(engine.endings()::history, List.of());
  }

  @Override
  public List<TimerStack> stacks() {
    return ask(listings::stackSources, List.<StackSource>of()).stream()
        .map(StackSource::take)
        .filter(stack -> !stack.stack().isEmpty())
        .toList();
  }

  @Override
  public List<Answer> cancelTimers(List<Long> ids, Origin origin) {
    return onTimers(ids, t -> timerCommands.cancel(t, origin));
  }

  @Override
  public List<Answer> extendTimers(List<Long> ids, long nanos, Origin origin) {
    return onTimers(ids, t -> timerCommands.extend(t, nanos, origin));
  }

  @Override
  public List<Answer> expireCalls(List<Long> ids, Origin origin) {
    return onTimers(ids, t -> timerCommands.expire(t, origin));
  }

  /** In portions, between which the watcher can see to deadlines. */
  private List<Answer> onTimers(List<Long> ids, Function<Timer, Answer> act) {
    List<Answer> answers = new ArrayList<>(ids.size());
    while (answers.size() < ids.size()) {
      int from = answers.size();
      List<Long> portion = ids.subList(from, Math.min(ids.size(), from + PORTION));
      List<Answer> some =
          ask(() -> portion.stream().map(id -> onTimerNow(id, act)).toList(), List.of());
      if (some.isEmpty()) {
        answers.addAll(Collections.nCopies(ids.size() - from, NO_ANSWER));
      }
      answers.addAll(some);
    }
    return answers;
  }

  @Override
  public Answer disable(Target target, Origin origin) {
    return onTarget(
        target,
        () -> ruleCommands.disableAll(origin),
        rule -> ruleCommands.disable(rule, origin),
        t -> timerCommands.disable(t, true, origin));
  }

  @Override
  public Answer enable(Target target, Origin origin) {
    return onTarget(
        target,
        () -> ruleCommands.enableAll(origin),
        rule -> ruleCommands.enable(rule, origin),
        t -> timerCommands.disable(t, false, origin));
  }

  @Override
  public Answer pause(Target target, Origin origin) {
    return onTarget(
        target,
        () -> ruleCommands.pauseAll(true, origin),
        rule -> ruleCommands.pause(rule, true, origin),
        t -> timerCommands.pause(t, true, origin));
  }

  @Override
  public Answer resume(Target target, Origin origin) {
    return onTarget(
        target,
        () -> ruleCommands.pauseAll(false, origin),
        rule -> ruleCommands.pause(rule, false, origin),
        t -> timerCommands.pause(t, false, origin));
  }

  @Override
  public Answer set(String rule, RuleSetting setting, Origin origin) {
    return onRule(rule, r -> ruleCommands.set(r, setting, origin));
  }

  @Override
  public Answer reset(String rule, Origin origin) {
    return onRule(rule, r -> ruleCommands.reset(r, origin));
  }

  @Override
  public void listen(TimerListener listener) {
    engine.addListener(listener);
  }

  @Override
  public boolean enabled() {
    return ask(() -> !engine.rules().allDisabled, true);
  }

  private Answer onTarget(
      Target target,
      Supplier<Answer> onAll,
      Function<RuleState, Answer> onRule,
      Function<Timer, Answer> onTimer) {
    if (target instanceof Target.OfRule rule) {
      return onRule(rule.name(), onRule);
    }
    if (target instanceof Target.OfTimer timer) {
      return onTimer(timer.id(), onTimer);
    }
    return ask(onAll, NO_ANSWER);
  }

  private Answer onTimer(long id, Function<Timer, Answer> act) {
    return ask(() -> onTimerNow(id, act), NO_ANSWER);
  }

  private Answer onTimerNow(long id, Function<Timer, Answer> act) {
    Timer t = engine.timers().withId(id);
    return t == null || engine.timers().hasEnded(t) ? TimerCommands.noSuchTimer(id) : act.apply(t);
  }

  private Answer onRule(String name, Function<RuleState, Answer> act) {
    return ask(
        () -> {
          RuleState rule = engine.rules().named(name);
          return rule == null ? noSuchRule(name) : act.apply(rule);
        },
        NO_ANSWER);
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
}
