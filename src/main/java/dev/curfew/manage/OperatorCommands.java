package dev.curfew.manage;

import dev.curfew.config.Durations;
import dev.curfew.engine.Answer;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.EngineControl;
import dev.curfew.engine.Origin;
import dev.curfew.engine.RuleSetting;
import dev.curfew.engine.Target;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What operators do. Each command checks its parameters, acts, and is entered into the audit log
 * with who wanted it and why. Bad input throws IllegalArgumentException, changes nothing and is not
 * entered. Thread-safe.
 */
final class OperatorCommands {
  private final EngineControl engine;
  private final AuditLog audit;
  private final Supplier<String> caller;
  private final Runnable afterwards;

  /**
   * @param caller who it is that calls, asked on the thread of the call
   * @param afterwards run after each command
   */
  OperatorCommands(
      EngineControl engine, AuditLog audit, Supplier<String> caller, Runnable afterwards) {
    this.engine = engine;
    this.audit = audit;
    this.caller = caller;
    this.afterwards = afterwards;
  }

  String cancelTimer(long id, String reason) {
    CommandTarget.requireTimer(id);
    return run("cancelTimer " + id, reason, origin -> engine.cancelTimer(id, origin));
  }

  String extendTimer(long id, String duration, String reason) {
    CommandTarget.requireTimer(id);
    Duration more = extension(duration);
    return run(
        "extendTimer " + id + " " + Durations.print(more),
        reason,
        origin -> engine.extendTimer(id, more.toNanos(), origin));
  }

  String expireCall(long id, String reason) {
    CommandTarget.requireTimer(id);
    return run("expireCall " + id, reason, origin -> engine.expireCall(id, origin));
  }

  private static Duration extension(String duration) {
    Duration more = Durations.parse(duration.strip());
    if (more.isZero()) {
      throw new IllegalArgumentException("a timer can't be extended by nothing; try 30s");
    }
    return more;
  }

  String cancelTimers(String selector, String reason) {
    return onSelected("cancelTimers", selector, "", reason, engine::cancelTimers);
  }

  String extendTimers(String selector, String duration, String reason) {
    Duration more = extension(duration);
    return onSelected(
        "extendTimers",
        selector,
        " " + Durations.print(more),
        reason,
        (ids, origin) -> engine.extendTimers(ids, more.toNanos(), origin));
  }

  String expireCalls(String selector, String reason) {
    return onSelected("expireCalls", selector, "", reason, engine::expireCalls);
  }

  private String onSelected(
      String verb,
      String selector,
      String argument,
      String reason,
      BiFunction<List<Long>, Origin, List<Answer>> act) {
    TimerSelector selected = TimerSelector.parse(selector);
    return run(
        verb + " " + selected + argument,
        reason,
        origin -> {
          List<TimerInfo> listed = engine.timers().stream().map(TimerInfo::of).toList();
          List<Long> ids = listed.stream().filter(selected::matches).map(TimerInfo::id).toList();
          return summary(selected, act.apply(ids, origin), listed.size());
        });
  }

  private Answer summary(TimerSelector selected, List<Answer> answers, int listed) {
    String unlisted =
        listed < EngineControl.LIST_LIMIT
            ? ""
            : "; only the first " + listed + " open calls were looked at, repeat it for the rest";
    if (answers.isEmpty() && !engine.health().healthy()) {
      return new Answer(Outcome.NO_ANSWER, "NO_ANSWER: the watcher did not list its timers");
    }
    if (answers.isEmpty()) {
      return new Answer(
          Outcome.NO_SUCH_TIMER, "NO_SUCH_TIMER: no live timer is " + selected + unlisted);
    }
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    answers.forEach(answer -> counts.merge(answer.outcome(), 1, Integer::sum));
    String text =
        counts.entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", "));
    return new Answer(counts.keySet().iterator().next(), text + unlisted);
  }

  String disable(String target, String reason) {
    return onTarget("disable", target, reason, engine::disable);
  }

  String enable(String target, String reason) {
    return onTarget("enable", target, reason, engine::enable);
  }

  String pause(String target, String reason) {
    return onTarget("pause", target, reason, engine::pause);
  }

  String resume(String target, String reason) {
    return onTarget("resume", target, reason, engine::resume);
  }

  private String onTarget(
      String verb, String target, String reason, BiFunction<Target, Origin, Answer> act) {
    CommandTarget what = CommandTarget.parse(target);
    return run(verb + " " + what, reason, origin -> act.apply(what.target(), origin));
  }

  String set(String rule, String key, String value, String reason) {
    String name = CommandTarget.requireRule(rule);
    RuleSetting setting = RuleSettings.parse(key, value);
    return run(
        "set " + name + " " + setting.key() + " " + setting.text(),
        reason,
        origin -> engine.set(name, setting, origin));
  }

  String reset(String rule, String reason) {
    String name = CommandTarget.requireRule(rule);
    return run("reset " + name, reason, origin -> engine.reset(name, origin));
  }

  /** Any other command. */
  String run(String command, String reason, Function<Origin, Answer> act) {
    Origin origin = new Origin(caller.get(), Reason.parse(reason));
    Answer answer = act.apply(origin);
    audit.add(origin, command, answer);
    afterwards.run();
    return answer.text();
  }
}
