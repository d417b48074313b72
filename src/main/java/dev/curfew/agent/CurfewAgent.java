package dev.curfew.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls: to start the agent, and with each command that an operator sends to it. Hands
 * over to {@link Launch}: a copy of it that {@link AgentLoader} has loaded, as it loads all that
 * runs from then on.
 */
public final class CurfewAgent {
  /** Of the agent that was started last; commands are for it. */
  private static volatile @Nullable Class<?> launched;

  private CurfewAgent() {}

  /** Started with {@code -javaagent}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    launch("premain", argument, instrumentation, Preconditions.isStrict());
  }

  /** Loaded into a running JVM: starts the agent, or is a command to it. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    if (Preconditions.isCommand(argument)) {
      command(argument, instrumentation);
    } else {
      launch("agentmain", argument, instrumentation, false);
    }
  }

  /**
   * Calls the method of that name. Its parameters are those of premain, because the JVM has made
   * ready to call such a method already; another kind would cost JDK 25 some milliseconds.
   */
  private static void launch(
      String method, @Nullable String argument, Instrumentation instrumentation, boolean strict) {
    try {
      if (Preconditions.allowStart()) {
        Class<?> launch = launch();
        launched = launch;
        launch
            .getMethod(method, String.class, Instrumentation.class)
            .invoke(null, argument, instrumentation);
      }
    } catch (Throwable e) {
      Console.failure(e, strict);
    }
  }

  private static void command(@Nullable String argument, Instrumentation instrumentation) {
    try {
      Class<?> running = launched;
      (running == null ? launch() : running)
          .getMethod("command", String.class, Instrumentation.class)
          .invoke(null, argument, instrumentation);
    } catch (Throwable e) {
      Console.commandFailed(e);
    }
  }

  private static Class<?> launch() throws Exception {
    return Class.forName("dev.curfew.agent.Launch", true, AgentLoader.open());
  }
}
