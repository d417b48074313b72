package dev.curfew.manage;

import dev.curfew.engine.RuleView;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The MBean of one rule: hands what it is asked to those who know. */
final class RuleBean implements RuleMXBean {
  private static final int REPORT_LIMIT = 1000;

  private final String name;
  private final RuleCounts rules;
  private final RuleMatches matches;
  private final OperatorCommands commands;

  RuleBean(String name, RuleCounts rules, RuleMatches matches, OperatorCommands commands) {
    this.name = name;
    this.rules = rules;
    this.matches = matches;
    this.commands = commands;
  }

  private RuleView view() {
    return rules.rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("rule '" + name + "' is not known at the moment"));
  }

  private String current(Function<RuleView.Settings, String> setting) {
    return setting.apply(view().current());
  }

  private String configured(Function<RuleView.Settings, String> setting) {
    return setting.apply(view().configured());
  }

  private static String timeout(RuleView.Settings s) {
    return RuleSettings.duration(s.timeoutNanos());
  }

  private static String warnAt(RuleView.Settings s) {
    return RuleSettings.warnAt(s.warnAt());
  }

  private static String grace(RuleView.Settings s) {
    return RuleSettings.duration(s.graceNanos());
  }

  /** An attribute can't answer: what was not done has to be an exception. */
  private void set(String key, String value) {
    String answer = commands.set(name, key, value, "");
    if (CommandResult.of(answer) != CommandResult.DONE) {
      throw new IllegalStateException(answer);
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getTimeout() {
    return current(RuleBean::timeout);
  }

  @Override
  public void setTimeout(String timeout) {
    set("timeout", timeout);
  }

  @Override
  public String getConfiguredTimeout() {
    return configured(RuleBean::timeout);
  }

  @Override
  public String getWarnAt() {
    return current(RuleBean::warnAt);
  }

  @Override
  public void setWarnAt(String warnAt) {
    set("warn-at", warnAt);
  }

  @Override
  public String getConfiguredWarnAt() {
    return configured(RuleBean::warnAt);
  }

  @Override
  public String getGrace() {
    return current(RuleBean::grace);
  }

  @Override
  public void setGrace(String grace) {
    set("grace", grace);
  }

  @Override
  public String getConfiguredGrace() {
    return configured(RuleBean::grace);
  }

  @Override
  public String getMode() {
    return current(RuleView.Settings::mode);
  }

  @Override
  public void setMode(String mode) {
    set("mode", mode);
  }

  @Override
  public String getConfiguredMode() {
    return configured(RuleView.Settings::mode);
  }

  @Override
  public String getEffectiveMode() {
    return view().effectiveMode();
  }

  @Override
  public boolean isEnabled() {
    return !view().disabled();
  }

  @Override
  public boolean isPaused() {
    return view().paused();
  }

  @Override
  public String getFuseBlownAt() {
    return RuleInfo.of(view()).fuseBlownAt();
  }

  @Override
  public String[] getOverrides() {
    return RuleInfo.of(view()).overrides().toArray(new String[0]);
  }

  @Override
  public @Nullable Long getTimeoutMillis() {
    return RuleInfo.of(view()).timeoutMillis();
  }

  @Override
  public long getCalls() {
    return view().counts().calls();
  }

  @Override
  public long getActive() {
    return view().counts().active();
  }

  @Override
  public long getFailed() {
    return view().counts().failed();
  }

  @Override
  public long getWarned() {
    return view().counts().warned();
  }

  @Override
  public long getTimedOut() {
    return view().counts().timedOut();
  }

  @Override
  public long getStopped() {
    return view().counts().stopped();
  }

  @Override
  public long getCancelled() {
    return view().counts().cancelled();
  }

  @Override
  public long getOverdue() {
    return view().counts().overdue();
  }

  @Override
  public long getAbandoned() {
    return view().counts().abandoned();
  }

  @Override
  public long getSlowestMillis() {
    return RuleInfo.of(view()).slowestMillis();
  }

  @Override
  public int getMatchedMethods() {
    return matches.of(name).woven().size();
  }

  @Override
  public int getRefusedMethods() {
    return matches.of(name).refused().size();
  }

  @Override
  public String[] getMatchedMethodsReport() {
    return first(matches.of(name).woven());
  }

  @Override
  public String[] getRefusedMethodsReport() {
    return first(matches.of(name).refused());
  }

  private static String[] first(List<String> lines) {
    return lines.stream().limit(REPORT_LIMIT).map(Printable::of).toArray(String[]::new);
  }

  @Override
  public String disable(String reason) {
    return commands.disable(target(), reason);
  }

  @Override
  public String enable(String reason) {
    return commands.enable(target(), reason);
  }

  @Override
  public String pause(String reason) {
    return commands.pause(target(), reason);
  }

  @Override
  public String resume(String reason) {
    return commands.resume(target(), reason);
  }

  @Override
  public String reset(String reason) {
    return commands.reset(name, reason);
  }

  private String target() {
    return CommandTarget.rule(name).toString();
  }
}
