package dev.curfew.manage;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.Answer;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.EngineControl;
import dev.curfew.engine.HandlersView;
import dev.curfew.engine.HealthView;
import dev.curfew.engine.LiveOverride;
import dev.curfew.engine.Origin;
import dev.curfew.engine.RecordsView;
import dev.curfew.engine.RuleSetting;
import dev.curfew.engine.RuleView;
import dev.curfew.engine.StatusChange;
import dev.curfew.engine.Target;
import dev.curfew.engine.TimerListener;
import dev.curfew.engine.TimerReport;
import dev.curfew.engine.TimerStack;
import dev.curfew.engine.TimerView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An engine in memory, in which time stands still. Timer 3 is being stopped already; rule "import"
 * has one timer without a limit. Thread-safe.
 */
public final class FakeEngine implements EngineControl {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final Map<Long, TimerView> timers = new LinkedHashMap<>();
  private final Set<String> disabled = new LinkedHashSet<>();
  private final List<String> commands = new ArrayList<>();
  private static final RecordsView RECORDS =
      new RecordsView("/var/records", 17, 3, 1, 2, "disk full");
  private static final HandlersView HANDLERS = new HandlersView(5, 6, 7_000_000_000L);
  private final Map<String, RuleView.Settings> current = new HashMap<>();
  private final Map<String, Duration> configured = new HashMap<>();
  private final Map<String, List<LiveOverride>> overrides = new HashMap<>();
  private final List<TimerReport> history = new ArrayList<>();
  private final List<TimerListener> listeners = new ArrayList<>();
  private final List<String> addedRules = new ArrayList<>();
  private boolean answering = true;
  private boolean refusingRules;
  private boolean allDisabled;
  private HealthView health =
      new HealthView(
          true,
          1234,
          2_000_000,
          30_000,
          0,
          "",
          1,
          2,
          5,
          6,
          4_000_000,
          9_000_000,
          3,
          4_500_000_000L,
          HANDLERS,
          RECORDS);

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
        id == 2 ? 1 : 0,
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
        "interrupt",
        history(status));
  }

  private static List<StatusChange> history(TimeoutStatus status) {
    StatusChange active = new StatusChange(TimeoutStatus.ACTIVE, START);
    return status == TimeoutStatus.ACTIVE
        ? List.of(active)
        : List.of(active, new StatusChange(status, START.plusMillis(1_600)));
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
            false,
            1234,
            2_000_000,
            30_000,
            1,
            "java.lang.Error: broken",
            1,
            2,
            5,
            6,
            0,
            0,
            0,
            0,
            HANDLERS,
            RECORDS);
  }

  /** As when the application gives a new name; nobody is told. */
  public synchronized void addRule(String name) {
    addedRules.add(name);
  }

  /** As when another configuration holds; nobody is told. */
  public synchronized void removeRule(String name) {
    addedRules.remove(name);
  }

  /** As when another configuration gives the rule this timeout; nobody is told. */
  public synchronized void configure(String rule, Duration timeout) {
    configured.put(rule, timeout);
  }

  /** From now on no rule can be changed. */
  public synchronized void refuseRules() {
    refusingRules = true;
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
    List<RuleView> rules = new ArrayList<>();
    rules.add(rule("checkout", "interrupt", effective("checkout"), 1000, 10, 5, 3, 2, 1, 0));
    rules.add(rule("payment", "interrupt", effective("payment"), 500, 20, 4, 2, 1, 0, 0));
    rules.add(rule("import", "observe", "observe", 7, 0, 1, 0, 0, 0, 6));
    for (String name : addedRules) {
      rules.add(rule(name, "interrupt", effective(name), 0, 0, 0, 0, 0, 0, 0));
    }
    return rules;
  }

  private RuleView rule(String name, String mode, String effective, long... counts) {
    RuleView.Settings settings =
        new RuleView.Settings(
            configured.getOrDefault(name, Duration.ofSeconds(30)).toNanos(),
            0.8,
            Duration.ofSeconds(10).toNanos(),
            mode);
    return new RuleView(
        name,
        settings,
        current.getOrDefault(name, settings),
        effective,
        !mode.equals(effective),
        false,
        null,
        overrides.getOrDefault(name, List.of()),
        new RuleView.Counts(
            counts[0],
            4,
            counts[1],
            counts[2],
            counts[3],
            counts[4],
            counts[5],
            counts[6],
            0,
            1_500_000_000L));
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
  public List<Answer> cancelTimers(List<Long> ids, Origin origin) {
    return ids.stream().map(id -> onTimer("cancelTimer", id, origin, Outcome.CANCELLED)).toList();
  }

  @Override
  public List<Answer> extendTimers(List<Long> ids, long nanos, Origin origin) {
    return ids.stream()
        .map(id -> onTimer("extendTimer " + nanos, id, origin, Outcome.EXTENDED))
        .toList();
  }

  @Override
  public List<Answer> expireCalls(List<Long> ids, Origin origin) {
    return ids.stream().map(id -> onTimer("expireCall", id, origin, Outcome.EXPIRED)).toList();
  }

  private synchronized Answer onTimer(String command, long id, Origin origin, Outcome done) {
    commands.add(command + " " + id + " by " + by(origin));
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

  private static String by(Origin origin) {
    return origin.by() + (origin.reason().isEmpty() ? "" : " because " + origin.reason());
  }

  @Override
  public synchronized List<TimerReport> history() {
    return List.copyOf(history);
  }

  /** Puts an ended timer in front of the history. */
  public synchronized void ended(TimerReport report) {
    history.add(0, report);
  }

  @Override
  public synchronized List<TimerStack> stacks() {
    StackTraceElement frame = new StackTraceElement("com.acme.Shop", "pay", "Shop.java", 42);
    return timers().stream().map(timer -> new TimerStack(timer, List.of(frame))).toList();
  }

  @Override
  public synchronized void listen(TimerListener listener) {
    listeners.add(listener);
  }

  /** Tells those who listen. */
  public synchronized void tell(Consumer<TimerListener> event) {
    listeners.forEach(event);
  }

  @Override
  public List<TimerReport> lastReports() {
    return List.of();
  }

  @Override
  public Answer disable(Target target, Origin origin) {
    return onTarget("disable", target, origin, Outcome.DISABLED);
  }

  @Override
  public Answer enable(Target target, Origin origin) {
    return onTarget("enable", target, origin, Outcome.ENABLED);
  }

  @Override
  public Answer pause(Target target, Origin origin) {
    return onTarget("pause", target, origin, Outcome.PAUSED);
  }

  @Override
  public Answer resume(Target target, Origin origin) {
    return onTarget("resume", target, origin, Outcome.RESUMED);
  }

  @Override
  public synchronized Answer set(String rule, RuleSetting setting, Origin origin) {
    commands.add("set " + rule + " " + setting.key() + " " + setting.text() + " by " + by(origin));
    if (setting instanceof RuleSetting.Timeout timeout) {
      current.put(
          rule,
          new RuleView.Settings(
              timeout.timeout().toNanos(), 0.8, Duration.ofSeconds(10).toNanos(), "interrupt"));
      overrides.put(
          rule, List.of(new LiveOverride("timeout", setting.text(), "30s", START, origin)));
    }
    return onRule(rule, Outcome.SET);
  }

  @Override
  public synchronized Answer reset(String rule, Origin origin) {
    commands.add("reset " + rule + " by " + by(origin));
    current.remove(rule);
    overrides.remove(rule);
    return onRule(rule, Outcome.RESET);
  }

  private synchronized Answer onTarget(String verb, Target target, Origin origin, Outcome done) {
    if (target instanceof Target.OfTimer timer) {
      return onTimer(verb + "Timer", timer.id(), origin, done);
    }
    if (target instanceof Target.OfRule rule) {
      commands.add(verb + "Rule " + rule.name() + " by " + by(origin));
      switchRule(rule.name(), done);
      return onRule(rule.name(), done);
    }
    commands.add(verb + "All by " + by(origin));
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
    boolean known = !refusingRules && rules().stream().anyMatch(rule -> rule.name().equals(name));
    return known
        ? answer(done, "rule '" + name + "'")
        : answer(Outcome.NO_SUCH_RULE, "there is no rule '" + name + "'");
  }

  private static Answer answer(Outcome outcome, String text) {
    return new Answer(outcome, outcome + ": " + text);
  }
}
