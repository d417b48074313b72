package dev.curfew.manage;

import dev.curfew.config.Durations;
import dev.curfew.engine.Answer;
import dev.curfew.engine.EngineControl;
import dev.curfew.engine.RuleSetting;
import dev.curfew.engine.RuleView;
import dev.curfew.engine.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The MBean: each operation checks its parameters, acts, and leaves a line in the audit log. */
final class TimeoutManager implements TimeoutManagerMXBean {
  private final EngineControl engine;
  private final String version;
  private final String configurationSource;
  private final Supplier<List<String>> configurationReport;
  private final RuleCounts counts;
  private final AuditLog audit = new AuditLog();

  TimeoutManager(
      EngineControl engine,
      String version,
      String configurationSource,
      Supplier<List<String>> configurationReport) {
    this.engine = engine;
    this.version = version;
    this.configurationSource = configurationSource;
    this.configurationReport = configurationReport;
    this.counts = new RuleCounts(engine);
  }

  @Override
  public List<TimerInfo> getTimers() {
    return engine.timers().stream().map(TimerInfo::of).toList();
  }

  @Override
  public String[] getTimersReport() {
    return Tables.timers(getTimers()).toArray(new String[0]);
  }

  @Override
  public List<RuleInfo> getRules() {
    return counts.rules().stream().map(RuleInfo::of).toList();
  }

  @Override
  public String[] getRulesReport() {
    return Tables.rules(getRules()).toArray(new String[0]);
  }

  @Override
  public long getOpenCalls() {
    return engine.openCalls();
  }

  @Override
  public long getCalls() {
    return counts.sum(RuleView::calls);
  }

  @Override
  public long getWarned() {
    return counts.sum(RuleView::warned);
  }

  @Override
  public long getTimedOut() {
    return counts.sum(RuleView::timedOut);
  }

  @Override
  public long getStopped() {
    return counts.sum(RuleView::stopped);
  }

  @Override
  public long getCancelled() {
    return counts.sum(RuleView::cancelled);
  }

  @Override
  public long getOverdue() {
    return counts.sum(RuleView::overdue);
  }

  @Override
  public long getAbandoned() {
    return counts.sum(RuleView::abandoned);
  }

  @Override
  public boolean isEnabled() {
    return engine.enabled();
  }

  @Override
  public String getConfiguredMode() {
    return modes(RuleView::mode);
  }

  @Override
  public String getEffectiveMode() {
    return modes(RuleView::effectiveMode);
  }

  private String modes(Function<RuleView, String> mode) {
    return counts.rules().stream().map(mode).distinct().collect(Collectors.joining(", "));
  }

  @Override
  public boolean isHealthy() {
    return engine.health().healthy();
  }

  @Override
  public long getWatcherScans() {
    return engine.health().scans();
  }

  @Override
  public long getWatcherPeriodMicros() {
    return TimeUnit.NANOSECONDS.toMicros(engine.health().periodNanos());
  }

  @Override
  public long getWatcherSuccessions() {
    return engine.health().successions();
  }

  @Override
  public String getWatcherLastFailure() {
    return engine.health().lastFailure();
  }

  @Override
  public long getStalls() {
    return engine.health().stalls();
  }

  @Override
  public long getStalledMillis() {
    return TimeUnit.NANOSECONDS.toMillis(engine.health().stalledNanos());
  }

  @Override
  public int getEnforcersBusy() {
    return engine.health().enforcersBusy();
  }

  @Override
  public long getLostFrames() {
    return engine.health().lostFrames();
  }

  @Override
  public String getRecordDirectory() {
    return engine.health().records().directory();
  }

  @Override
  public long getRecordsWritten() {
    return engine.health().records().written();
  }

  @Override
  public long getRecordsUnwritten() {
    return engine.health().records().unwritten();
  }

  @Override
  public long getRecordsDropped() {
    return engine.health().records().dropped();
  }

  @Override
  public String getRecordProblem() {
    return engine.health().records().problem();
  }

  @Override
  public String getVersion() {
    return version;
  }

  @Override
  public String getConfigurationSource() {
    return configurationSource;
  }

  @Override
  public String[] getConfigurationReport() {
    return configurationReport.get().toArray(new String[0]);
  }

  @Override
  public String[] getAuditLog() {
    return audit.lines();
  }

  @Override
  public String cancelTimer(long id) {
    CommandTarget.requireTimer(id);
    return command("cancelTimer " + id, by -> engine.cancelTimer(id, by));
  }

  @Override
  public String extendTimer(long id, String duration) {
    CommandTarget.requireTimer(id);
    Duration more = Durations.parse(duration);
    if (more.isZero()) {
      throw new IllegalArgumentException("a timer can't be extended by nothing; try 30s");
    }
    return command(
        "extendTimer " + id + " " + Durations.print(more),
        by -> engine.extendTimer(id, more.toNanos(), by));
  }

  @Override
  public String expireCall(long id) {
    CommandTarget.requireTimer(id);
    return command("expireCall " + id, by -> engine.expireCall(id, by));
  }

  @Override
  public String disable(String target) {
    return onTarget("disable", target, engine::disable);
  }

  @Override
  public String enable(String target) {
    return onTarget("enable", target, engine::enable);
  }

  @Override
  public String pause(String target) {
    return onTarget("pause", target, engine::pause);
  }

  @Override
  public String resume(String target) {
    return onTarget("resume", target, engine::resume);
  }

  private String onTarget(String verb, String target, BiFunction<Target, String, Answer> command) {
    CommandTarget what = CommandTarget.parse(target);
    return command(verb + " " + what, by -> command.apply(what.target(), by));
  }

  @Override
  public String set(String rule, String key, String value) {
    String name = CommandTarget.requireRule(rule);
    RuleSetting setting = RuleSettings.parse(key, value);
    return command(
        "set " + name + " " + setting.key() + " " + setting.text(),
        by -> engine.set(name, setting, by));
  }

  @Override
  public String reset(String rule) {
    String name = CommandTarget.requireRule(rule);
    return command("reset " + name, by -> engine.reset(name, by));
  }

  private String command(String words, Function<String, Answer> command) {
    String by = Caller.name();
    Answer answer = command.apply(by);
    audit.add(by, words, answer.text());
    counts.refresh();
    return answer.text();
  }
}
