package dev.curfew.agent;

import dev.curfew.weave.WarmUp;
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
  private Launch() {}

  /** Started with {@code -javaagent}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation, Preconditions.isStrict());
  }

  /** Loaded into a running JVM. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation, false);
  }

  private static void start(
      @Nullable String argument, Instrumentation instrumentation, boolean strict) {
    try {
      WarmUp.start();
      BridgeInstaller.install(instrumentation);
      Startup.run(argument, instrumentation);
    } catch (Refusal e) {
      Console.refusal(e.getMessage(), strict);
    } catch (Throwable e) {
      Console.failure(e, strict);
    }
  }
}
