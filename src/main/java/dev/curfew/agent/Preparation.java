package dev.curfew.agent;

import dev.curfew.config.Configuration;
import dev.curfew.config.ConfigurationLoader;
import dev.curfew.config.InvalidConfigurationException;
import dev.curfew.weave.WarmUp;
import org.jspecify.annotations.Nullable;

/**
 * What a start does beside the main thread, which installs the bridge meanwhile: it reads the
 * configuration and then warms the weaver up. Names no class of the bridge, so it may begin before
 * they are defined.
 */
final class Preparation implements Runnable {
  private final @Nullable String argument;
  private @Nullable Configuration configuration;
  private @Nullable Throwable problem;

  private Preparation(@Nullable String argument) {
    this.argument = argument;
  }

  /**
   * Begins.
   *
   * @param argument the agent's
   */
  static Preparation start(@Nullable String argument) {
    Preparation preparation = new Preparation(argument);
    Thread t = new Thread(null, preparation, "curfew-preparation", 0, false);
    t.setDaemon(true);
    t.start();
    return preparation;
  }

  @Override
  public void run() {
    try {
      hasRead(ConfigurationLoader.load(argument), null);
    } catch (Throwable e) {
      hasRead(null, e);
      return;
    }
    WarmUp.weave();
  }

  private synchronized void hasRead(@Nullable Configuration read, @Nullable Throwable failure) {
    configuration = read;
    problem = failure;
    notifyAll();
  }

  /** Waits until the configuration has been read; an interrupt is kept for whoever comes after. */
  synchronized Configuration configuration() throws Refusal {
    boolean interrupted = false;
    while (configuration == null && problem == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (configuration != null) {
      return configuration;
    }
    if (problem instanceof InvalidConfigurationException invalid) {
      throw new Refusal("the configuration can't be used:\n" + invalid.getMessage());
    }
    throw new IllegalStateException("the configuration can't be read", problem);
  }
}
