package dev.curfew.manage;

import dev.curfew.engine.EngineControl;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** Registers the MBean in the platform's MBean server when asked; a class that premain may load. */
final class PlatformRegistrar implements Supplier<AutoCloseable> {
  private final EngineControl engine;
  private final String version;
  private final String configurationSource;
  private final RuleMatches matches;
  private final ThreadFactory threads;

  PlatformRegistrar(
      EngineControl engine,
      String version,
      String configurationSource,
      RuleMatches matches,
      ThreadFactory threads) {
    this.engine = engine;
    this.version = version;
    this.configurationSource = configurationSource;
    this.matches = matches;
    this.threads = threads;
  }

  /**
   * @throws IllegalStateException when the server refuses it
   * @throws LinkageError in a JVM without JMX
   */
  @Override
  public AutoCloseable get() {
    try {
      return Registration.inPlatformServer(
          new TimeoutManager(engine, version, configurationSource, matches), threads);
    } catch (Exception e) {
      // A handler for JMException would make the verifier load it, which not every JVM has.
      throw new IllegalStateException(e);
    }
  }
}
