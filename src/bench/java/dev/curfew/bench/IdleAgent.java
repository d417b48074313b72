package dev.curfew.bench;

/** The least an agent can do: what is left is the JVM's own price for {@code -javaagent}. */
public final class IdleAgent {
  private IdleAgent() {}

  public static void premain(String argument) {}
}
