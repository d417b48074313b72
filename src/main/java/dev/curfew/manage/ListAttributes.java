package dev.curfew.manage;

import dev.curfew.engine.EngineControl;
import dev.curfew.engine.RuleView;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Timers, rules, history, and what they add up to. */
abstract class ListAttributes extends HealthAttributes {
  final RuleCounts counts;

  ListAttributes(EngineControl engine, RuleCounts counts) {
    super(engine);
    this.counts = counts;
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
  public String[] getStacks() {
    return StackReports.live(engine.stacks()).toArray(new String[0]);
  }

  @Override
  public List<EndedTimerInfo> getHistory() {
    return engine.history().stream().map(EndedTimerInfo::of).toList();
  }

  @Override
  public String[] getHistoryReport() {
    return StackReports.ended(getHistory()).toArray(new String[0]);
  }

  @Override
  public long getOpenCalls() {
    return engine.openCalls();
  }

  @Override
  public long getCalls() {
    return counts.sum(RuleView.Counts::calls);
  }

  @Override
  public long getWarned() {
    return counts.sum(RuleView.Counts::warned);
  }

  @Override
  public long getTimedOut() {
    return counts.sum(RuleView.Counts::timedOut);
  }

  @Override
  public long getStopped() {
    return counts.sum(RuleView.Counts::stopped);
  }

  @Override
  public long getCancelled() {
    return counts.sum(RuleView.Counts::cancelled);
  }

  @Override
  public long getOverdue() {
    return counts.sum(RuleView.Counts::overdue);
  }

  @Override
  public long getAbandoned() {
    return counts.sum(RuleView.Counts::abandoned);
  }

  @Override
  public boolean isEnabled() {
    return engine.enabled();
  }

  @Override
  public String getConfiguredMode() {
    return modes(rule -> rule.configured().mode());
  }

  @Override
  public String getEffectiveMode() {
    return modes(RuleView::effectiveMode);
  }

  private String modes(Function<RuleView, String> mode) {
    return counts.rules().stream().map(mode).distinct().collect(Collectors.joining(", "));
  }
}
