package dev.curfew.manage;

import dev.curfew.engine.EngineControl;

/**
 * An agent as operators act on it, by whatever way: over JMX, by commands, or because its
 * configuration file has changed. Names no type of JMX, which not every JVM has. Thread-safe.
 */
public final class ManagedAgent {
  private final TimeoutManager manager;

  /**
   * @param version of the agent
   * @param configurationSource where the configuration came from
   * @param matches what each rule matched and refused
   * @param configuration reloads, and takes the agent out
   */
  public ManagedAgent(
      EngineControl engine,
      String version,
      String configurationSource,
      RuleMatches matches,
      ConfigurationControl configuration) {
    manager = new TimeoutManager(engine, version, configurationSource, matches, configuration);
  }

  TimeoutManager manager() {
    return manager;
  }

  /** As an operator does who calls {@code reload}; the audit log names the file's watch. */
  public void reloadForTheFile() {
    String unused = Caller.as("file-watch", () -> manager.reload(""));
  }
}
