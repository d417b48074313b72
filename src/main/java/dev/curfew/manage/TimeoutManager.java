package dev.curfew.manage;

import dev.curfew.engine.EngineControl;
import java.util.List;

/** The MBean: hands what it is asked to those who know. */
final class TimeoutManager extends ConfigurationAttributes {
  private final String version;
  private final String configurationSource;
  private final RuleMatches matches;
  private final AuditLog audit = new AuditLog();
  private final Announcer announcer = new Announcer();
  private final OperatorCommands commands;

  TimeoutManager(
      EngineControl engine,
      String version,
      String configurationSource,
      RuleMatches matches,
      ConfigurationControl configuration) {
    super(engine, new RuleCounts(engine), configuration);
    this.version = version;
    this.configurationSource = configurationSource;
    this.matches = matches;
    this.commands = new OperatorCommands(engine, audit, Caller::name, counts::refresh);
  }

  /** The same commands, with the same audit log. */
  OperatorCommands commands() {
    return commands;
  }

  Announcer announcer() {
    return announcer;
  }

  RuleCounts counts() {
    return counts;
  }

  RuleMatches matches() {
    return matches;
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
    return matches.report().toArray(new String[0]);
  }

  @Override
  public long getNotificationsSuppressed() {
    return announcer.suppressed();
  }

  @Override
  public List<AuditEntry> getAudit() {
    return audit.entries();
  }

  @Override
  public String[] getAuditLog() {
    return audit.entries().stream().map(AuditEntry::toString).toArray(String[]::new);
  }

  @Override
  public String cancelTimer(long id, String reason) {
    return commands.cancelTimer(id, reason);
  }

  @Override
  public String cancelTimers(String selector, String reason) {
    return commands.cancelTimers(selector, reason);
  }

  @Override
  public String extendTimer(long id, String duration, String reason) {
    return commands.extendTimer(id, duration, reason);
  }

  @Override
  public String extendTimers(String selector, String duration, String reason) {
    return commands.extendTimers(selector, duration, reason);
  }

  @Override
  public String expireCall(long id, String reason) {
    return commands.expireCall(id, reason);
  }

  @Override
  public String expireCalls(String selector, String reason) {
    return commands.expireCalls(selector, reason);
  }

  @Override
  public String disable(String target, String reason) {
    return commands.disable(target, reason);
  }

  @Override
  public String enable(String target, String reason) {
    return commands.enable(target, reason);
  }

  @Override
  public String pause(String target, String reason) {
    return commands.pause(target, reason);
  }

  @Override
  public String resume(String target, String reason) {
    return commands.resume(target, reason);
  }

  @Override
  public String set(String rule, String key, String value, String reason) {
    return commands.set(rule, key, value, reason);
  }

  @Override
  public String reset(String rule, String reason) {
    return commands.reset(rule, reason);
  }

  @Override
  public String reload(String reason) {
    return commands.run("reload", reason, configuration::reload);
  }

  @Override
  public String detach(String reason) {
    if (Reason.parse(reason).isEmpty()) { // as a field is that JConsole has filled
      throw new IllegalArgumentException("detach takes Curfew out of this JVM; say why");
    }
    return commands.run("detach", reason, origin -> configuration.detach());
  }
}
