package dev.curfew.agent;

import dev.curfew.manage.CommandChannel;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent; {@link CurfewAgent} calls it as it was called itself.
 *
 * <p>Forbidden in premain: any exception that leaves it (it aborts the JVM with exit code 134),
 * java.util.logging and JMX (a server's own log manager would not start any more), java.nio.file
 * (the application may set its default file system in main), System.out (the application's). This
 * class names no class of the bridge: it is loaded before they are defined, and a failed resolution
 * is cached for ever.
 */
public final class Launch {
  /** Null: Curfew does not run. */
  private static volatile @Nullable Aftermath running;

  private Launch() {}

  /** Started with {@code -javaagent}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation, true);
  }

  /** Loaded into a running JVM. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation, false);
  }

  /** A command of an operator, loaded as an agent into the JVM; returns at once. */
  public static void command(@Nullable String argument, Instrumentation instrumentation) {
    Aftermath agent = running;
    String command = argument == null ? "" : argument;
    if (agent == null) {
      CommandChannel.refuse(command);
    } else {
      agent.surfaces().command(command);
    }
  }

  /** Curfew was taken out of the JVM. */
  static void forget() {
    running = null;
  }

  private static void start(
      @Nullable String argument, Instrumentation instrumentation, boolean mayAbort) {
    try {
      Preparation preparation = Preparation.start(argument);
      BridgeInstaller.install(instrumentation);
      running = Startup.run(preparation.configuration(), argument, instrumentation);
    } catch (Refusal e) {
      Console.refusal(e.getMessage(), mayAbort && Preconditions.isStrict());
    } catch (Throwable e) {
      Console.failure(e, mayAbort && Preconditions.isStrict());
    }
  }
}
