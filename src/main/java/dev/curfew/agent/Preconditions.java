package dev.curfew.agent;

/** Whether the agent has anything to do in this JVM. */
final class Preconditions {
  /** Set when the agent has started; its value is the version. Tools read it to find Curfew. */
  static final String STARTED = "curfew.version";

  private Preconditions() {}

  static boolean allowStart() {
    if (isSwitchedOff() || isJdkTool()) {
      return false;
    }
    String started = System.getProperty(STARTED);
    if (started != null) {
      Console.line("version " + started + " is running in this JVM already; nothing was changed");
      return false;
    }
    return true;
  }

  /** Whether a program must not run without the agent that was started with it. */
  static boolean isStrict() {
    return Boolean.getBoolean("curfew.strict");
  }

  /** The kill switch. */
  private static boolean isSwitchedOff() {
    return "false".equalsIgnoreCase(System.getProperty("curfew.enabled"))
        || "false".equalsIgnoreCase(System.getenv("CURFEW_ENABLED"));
  }

  /** javac, keytool and the like, which JAVA_TOOL_OPTIONS reaches too. */
  private static boolean isJdkTool() {
    String module = System.getProperty("jdk.module.main");
    return module != null && (module.startsWith("jdk.") || module.startsWith("java."));
  }
}
