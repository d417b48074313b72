package dev.curfew.manage;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.Answer;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.EngineControl;
import dev.curfew.engine.HealthView;
import dev.curfew.engine.RecordsView;
import dev.curfew.engine.RuleSetting;
import dev.curfew.engine.RuleView;
import dev.curfew.engine.Target;
import dev.curfew.engine.TimerReport;
import dev.curfew.engine.TimerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An engine in memory, in which time stands still. Timer 3 is being stopped already; rule "import"
 * has one timer without a limit. Thread-safe.
 */
public final class FakeEngine implements EngineControl {
  private final Map<Long, TimerView> timers = new LinkedHashMap<>();
  private final Set<String> disabled = new LinkedHashSet<>();
  private final List<String> commands = new ArrayList<>();
  private static final RecordsView RECORDS = new RecordsView("/var/records", 17, 3, 1, "disk full");
  private boolean answering = true;
  private boolean allDisabled;
  private HealthView health =
      new HealthView(true, 1234, 2_000_000, 30_000, 0, "", 1, 2, 3, 4_500_000_000L, RECORDS);

  /** With timers 1 to 4. */
  public FakeEngine() {
    add(timer(1, "checkout", "checkout", TimeoutStatus.ACTIVE, 30_000, 12_000));
    add(timer(2, "payment", "checkout / payment", TimeoutStatus.WARNED, 2_000, 150));
    add(timer(3, "payment", "payment", TimeoutStatus.GRACE, 2_000, -500));
    add(timer(4, "import", "import", TimeoutStatus.ACTIVE, -1, -1));
  }

  private static TimerView timer(
      long id, String rule, String path, TimeoutStatus status, long timeout, long remaining) {
    boolean unlimited = timeout < 0;
    return new TimerView(
        id,
        rule,
        "",
        path,
        100 + id,
        "worker-" + id,
        id == 4,
        status,
        unlimited ? TimerView.NONE : Duration.ofMillis(timeout).toNanos(),
        Duration.ofMillis(unlimited ? 61_000 : timeout - remaining).toNanos(),
        0,
        false,
        unlimited ? TimerView.NONE : Duration.ofMillis(remaining).toNanos(),
        unlimited ? "" : rule,
        "interrupt",
        "interrupt");
  }

  /** Puts a timer in, or in the place of the one with its id. */
  public synchronized void add(TimerView timer) {
    timers.put(timer.id(), timer);
  }

  /** No timers at all. */
  public synchronized void clear() {
    timers.clear();
  }

  /** From now on the watcher takes no questions. */
  public synchronized void stopAnswering() {
    answering = false;
    health =
        new HealthView(
            false, 1234, 2_000_000, 30_000, 1, "java.lang.Error: broken", 1, 2, 0, 0, RECORDS);
  }

  /** Each as "command argument by whom". */
  public synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public synchronized List<TimerView> timers() {
    return answering ? List.copyOf(timers.values()) : List.of();
  }

  @Override
  public synchronized long openCalls() {
    return timers.size();
  }

  @Override
  public synchronized List<RuleView> rules() {
    if (!answering) {
      return List.of();
    }
    return List.of(
        rule("checkout", "interrupt", effective("checkout"), 1000, 10, 5, 3, 2, 1, 0),
        rule("payment", "interrupt", effective("payment"), 500, 20, 4, 2, 1, 0, 0),
        rule("import", "observe", "observe", 7, 0, 1, 0, 0, 0, 6));
  }

  private static RuleView rule(String name, String mode, String effective, long... counts) {
    return new RuleView(
        name,
        mode,
        effective,
        Duration.ofSeconds(30).toNanos(),
        false,
        null,
        List.of(),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        counts[5],
        counts[6],
        0);
  }

  private String effective(String rule) {
    return allDisabled || disabled.contains(rule) ? "observe" : "interrupt";
  }

  @Override
  public synchronized HealthView health() {
    return health;
  }

  @Override
  public synchronized boolean enabled() {
    return !allDisabled;
  }

  @Override
  public Answer cancelTimer(long id, String by) {
    return onTimer("cancelTimer", id, by, Outcome.CANCELLED);
  }

  @Override
  public Answer extendTimer(long id, long nanos, String by) {
    return onTimer("extendTimer " + nanos, id, by, Outcome.EXTENDED);
  }

  @Override
  public Answer expireCall(long id, String by) {
    return onTimer("expireCall", id, by, Outcome.EXPIRED);
  }

  private synchronized Answer onTimer(String command, long id, String by, Outcome done) {
    commands.add(command + " " + id + " by " + by);
    TimerView timer = timers.get(id);
    if (!answering) {
      return answer(Outcome.NO_ANSWER, "the watcher did not answer in time");
    }
    if (timer == null) {
      return answer(Outcome.NO_SUCH_TIMER, "there is no timer " + id);
    }
    return timer.status() == TimeoutStatus.GRACE
        ? answer(Outcome.TOO_LATE, "timer " + id + " is being stopped")
        : answer(done, "timer " + id + " (" + timer.path() + ")");
  }

  @Override
  public List<TimerReport> lastReports() {
    return List.of();
  }

  @Override
  public Answer disable(Target target, String by) {
    return onTarget("disable", target, by, Outcome.DISABLED);
  }

  @Override
  public Answer enable(Target target, String by) {
    return onTarget("enable", target, by, Outcome.ENABLED);
  }

  @Override
  public Answer pause(Target target, String by) {
    return onTarget("pause", target, by, Outcome.PAUSED);
  }

  @Override
  public Answer resume(Target target, String by) {
    return onTarget("resume", target, by, Outcome.RESUMED);
  }

  @Override
  public synchronized Answer set(String rule, RuleSetting setting, String by) {
    commands.add("set " + rule + " " + setting.key() + " " + setting.text() + " by " + by);
    return onRule(rule, Outcome.SET);
  }

  @Override
  public synchronized Answer reset(String rule, String by) {
    commands.add("reset " + rule + " by " + by);
    return onRule(rule, Outcome.RESET);
  }

  private synchronized Answer onTarget(String verb, Target target, String by, Outcome done) {
    if (target instanceof Target.OfTimer timer) {
      return onTimer(verb + "Timer", timer.id(), by, done);
    }
    if (target instanceof Target.OfRule rule) {
      commands.add(verb + "Rule " + rule.name() + " by " + by);
      switchRule(rule.name(), done);
      return onRule(rule.name(), done);
    }
    commands.add(verb + "All by " + by);
    allDisabled = done == Outcome.DISABLED || (allDisabled && done != Outcome.ENABLED);
    return answer(done, "all rules");
  }

  private void switchRule(String rule, Outcome done) {
    if (done == Outcome.DISABLED) {
      disabled.add(rule);
    } else if (done == Outcome.ENABLED) {
      disabled.remove(rule);
    }
  }

  private Answer onRule(String name, Outcome done) {
    boolean known = rules().stream().anyMatch(rule -> rule.name().equals(name));
    return known
        ? answer(done, "rule '" + name + "'")
        : answer(Outcome.NO_SUCH_RULE, "there is no rule '" + name + "'");
  }

  private static Answer answer(Outcome outcome, String text) {
    return new Answer(outcome, outcome + ": " + text);
  }
}
