package dev.curfew.manage;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.Answer;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.EngineControl;
import dev.curfew.engine.HealthView;
import dev.curfew.engine.RuleView;
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
  private boolean answering = true;
  private boolean allDisabled;
  private HealthView health = new HealthView(true, 1234, 2_000_000, 30_000, 0, "", 1, 2);

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
        path,
        100 + id,
        "worker-" + id,
        id == 4,
        status,
        unlimited ? TimerView.NONE : Duration.ofMillis(timeout).toNanos(),
        Duration.ofMillis(unlimited ? 61_000 : timeout - remaining).toNanos(),
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
    health = new HealthView(false, 1234, 2_000_000, 30_000, 1, "java.lang.Error: broken", 1, 2);
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
        new RuleView("checkout", "interrupt", effective("checkout"), 1000, 10, 5, 3, 2, 1, 0),
        new RuleView("payment", "interrupt", effective("payment"), 500, 20, 4, 2, 1, 0, 0),
        new RuleView("import", "observe", "observe", 7, 0, 1, 0, 0, 0, 6));
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

  @Override
  public Answer disableTimer(long id, String by) {
    return onTimer("disableTimer", id, by, Outcome.DISABLED);
  }

  @Override
  public Answer enableTimer(long id, String by) {
    return onTimer("enableTimer", id, by, Outcome.ENABLED);
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
  public synchronized Answer disableAll(String by) {
    commands.add("disableAll by " + by);
    allDisabled = true;
    return answer(Outcome.DISABLED, "all rules only observe");
  }

  @Override
  public synchronized Answer enableAll(String by) {
    commands.add("enableAll by " + by);
    allDisabled = false;
    return answer(Outcome.ENABLED, "all rules");
  }

  @Override
  public synchronized Answer disableRule(String rule, String by) {
    commands.add("disableRule " + rule + " by " + by);
    disabled.add(rule);
    return onRule(rule, Outcome.DISABLED);
  }

  @Override
  public synchronized Answer enableRule(String rule, String by) {
    commands.add("enableRule " + rule + " by " + by);
    disabled.remove(rule);
    return onRule(rule, Outcome.ENABLED);
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
