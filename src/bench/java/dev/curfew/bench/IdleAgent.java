package dev.curfew.bench;

import java.lang.instrument.Instrumentation;

/** The least an agent can do: what is left is the JVM's own price for {@code -javaagent}. */
public final class IdleAgent {
  private IdleAgent() {}

  /** With both parameters, as the JVM looks for this form first and fails expensively. */
  public static void premain(String argument, Instrumentation instrumentation) {}
}
