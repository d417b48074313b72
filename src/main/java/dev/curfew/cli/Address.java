package dev.curfew.cli;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which JVM a command is for.
 *
 * @param pid of a JVM of this machine; 0: it is reached by its URL
 * @param url of its JMX; empty: it is of this machine
 * @param who it is, in messages
 */
record Address(long pid, String url, String who) {
  private static final Pattern PID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^/:\\s]+):[0-9]{1,5}");

  /** Finds out what a word means; names are looked up among the JVMs of this machine. */
  static Address of(String word, Jvms jvms) throws CommandFailure {
    if (PID.matcher(word).matches()) {
      return local(Long.parseLong(word));
    }
    if (word.startsWith("service:jmx:")) {
      return new Address(0, word, word);
    }
    if (HOST_AND_PORT.matcher(word).matches()) {
      return new Address(0, "service:jmx:rmi:///jndi/rmi://" + word + "/jmxrmi", word);
    }
    return named(word, jvms);
  }

  private static Address local(long pid) {
    return new Address(pid, "", "JVM " + pid);
  }

  private static Address named(String word, Jvms jvms) throws CommandFailure {
    if (word.isBlank() || word.startsWith("-")) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "\"" + word + "\" names no JVM; allowed: a process id, a main class or jar, HOST:PORT");
    }
    List<Map.Entry<Long, String>> hits =
        jvms.names().entrySet().stream().filter(e -> isCalled(e.getValue(), word)).toList();
    if (hits.isEmpty()) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "no JVM of this machine that you may see has the main class or jar '"
              + word
              + "'; ps lists them");
    }
    if (hits.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          hits.size()
              + " JVMs are called '"
              + word
              + "', name one by its process id: "
              + String.join(
                  ", ", hits.stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList()));
    }
    return local(hits.get(0).getKey());
  }

  /** By the name as ps has it, the class without its package, or the jar's file, also its stem. */
  private static boolean isCalled(String main, String word) {
    String file = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
    String stem =
        file.endsWith(".jar")
            ? file.substring(0, file.length() - ".jar".length())
            : file.substring(file.lastIndexOf('.') + 1);
    return word.equals(main) || word.equals(file) || word.equals(stem);
  }
}
