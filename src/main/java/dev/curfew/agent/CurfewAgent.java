package dev.curfew.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls.
 *
 * <p>Forbidden in premain: any exception that leaves it (it aborts the JVM with exit code 134),
 * java.util.logging and JMX (a server's own log manager would not start any more), java.nio.file
 * (the application may set its default file system in main), System.out (the application's). This
 * class names no class of the bridge: it is loaded before they are defined, and a failed resolution
 * is cached for ever.
 */
public final class CurfewAgent {
  private CurfewAgent() {}

  /** Started with {@code -javaagent}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation, true);
  }

  /** Loaded into a running JVM. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation, false);
  }

  private static void start(
      @Nullable String argument, Instrumentation instrumentation, boolean beforeMain) {
    boolean strict = beforeMain && Boolean.getBoolean("curfew.strict");
    try {
      if (Preconditions.allowStart()) {
        BridgeInstaller.install(instrumentation);
        Startup.run(argument, instrumentation);
      }
    } catch (Refusal e) {
      Console.block(e.getMessage(), strict);
      haltIf(strict);
    } catch (Throwable e) {
      Console.failure(e, strict);
      haltIf(strict);
    }
  }

  /** A clean end; an exception out of premain would be an abort with a core dump's message. */
  private static void haltIf(boolean strict) {
    if (strict) {
      Runtime.getRuntime().halt(Console.STRICT_EXIT);
    }
  }
}
