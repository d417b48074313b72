package dev.curfew.engine;

import dev.curfew.engine.Answer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Operators' questions and commands, carried out by the watcher. */
final class Operations implements EngineControl {
  private static final Answer NO_ANSWER =
      new Answer(Outcome.NO_ANSWER, "NO_ANSWER: the watcher did not answer in time");

  /** At the JVM's exit, which is not to be held up. */
  private static final long LAST_PATIENCE_MILLIS = 1_000;

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
  public Answer cancelTimer(long id, String by) {
    return onTimer(id, timerCommands::cancel);
  }

  @Override
  public Answer extendTimer(long id, long nanos, String by) {
    return onTimer(id, t -> timerCommands.extend(t, nanos));
  }

  @Override
  public Answer expireCall(long id, String by) {
    return onTimer(
        id, t -> engine.deadlines().expire(t) ? timerCommands.expired(t) : notExpired(t));
  }

  private static Answer notExpired(Timer t) {
    return t.isLive() ? TimerCommands.tooLate(t) : noSuchTimer(t.id());
  }

  @Override
  public Answer disable(Target target, String by) {
    return onTarget(
        target,
        ruleCommands::disableAll,
        ruleCommands::disable,
        t -> timerCommands.disable(t, true));
  }

  @Override
  public Answer enable(Target target, String by) {
    return onTarget(
        target,
        ruleCommands::enableAll,
        ruleCommands::enable,
        t -> timerCommands.disable(t, false));
  }

  @Override
  public Answer pause(Target target, String by) {
    return onTarget(
        target,
        () -> ruleCommands.pauseAll(true),
        rule -> ruleCommands.pause(rule, true),
        t -> timerCommands.pause(t, true));
  }

  @Override
  public Answer resume(Target target, String by) {
    return onTarget(
        target,
        () -> ruleCommands.pauseAll(false),
        rule -> ruleCommands.pause(rule, false),
        t -> timerCommands.pause(t, false));
  }

  @Override
  public Answer set(String rule, RuleSetting setting, String by) {
    return onRule(rule, r -> ruleCommands.set(r, setting, by));
  }

  @Override
  public Answer reset(String rule, String by) {
    return onRule(rule, ruleCommands::reset);
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
}
