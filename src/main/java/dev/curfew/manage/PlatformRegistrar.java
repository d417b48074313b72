package dev.curfew.manage;

import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** Registers the MBean in the platform's MBean server when asked; a class that premain may load. */
final class PlatformRegistrar implements Supplier<AutoCloseable> {
  private final TimeoutManager manager;
  private final ThreadFactory threads;

  PlatformRegistrar(TimeoutManager manager, ThreadFactory threads) {
    this.manager = manager;
    this.threads = threads;
  }

  /**
   * @throws IllegalStateException when the server refuses it
   * @throws LinkageError in a JVM without JMX
   */
  @Override
  public AutoCloseable get() {
    try {
      return Registration.inPlatformServer(manager, threads);
    } catch (Exception e) {
      // A handler for JMException would make the verifier load it, which not every JVM has.
      throw new IllegalStateException(e);
    }
  }
}
