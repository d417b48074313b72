package dev.curfew.agent;

import org.jspecify.annotations.Nullable;

/** Whether the agent has anything to do in this JVM. */
final class Preconditions {
  /** Set when the agent has started; its value is the version. Tools read it to find Curfew. */
  static final String STARTED = "curfew.version";

  /** What operators may ask of a running agent; such an argument is no configuration. */
  private static final String[] VERBS = {
    "list", "report", "history", "show", "cancel", "extend", "expire", "disable", "enable", "pause",
    "resume", "set", "reset", "reload", "export", "detach", "get"
  };

  private Preconditions() {}

  /** True when the argument of agentmain is a command: a verb, alone or before a : or ; */
  static boolean isCommand(@Nullable String argument) {
    for (String verb : VERBS) {
      if (argument != null
          && argument.startsWith(verb)
          && (argument.length() == verb.length()
              || argument.charAt(verb.length()) == ':'
              || argument.charAt(verb.length()) == ';')) {
        return true;
      }
    }
    return false;
  }

  static boolean allowStart() {
    if (isSwitchedOff() || isJdkTool()) {
      return false;
    }
    String started = System.getProperty(STARTED);
    if (started != null) {
      Console.line(
          "version "
              + started
              + " is running in this JVM already; nothing was changed (reload reads its configuration again, detach takes it out)");
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
