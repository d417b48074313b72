package dev.curfew.record;

import java.time.Instant;

/**
 * Which JVM a record is of.
 *
 * @param host its name, or {@code unknown}
 * @param pid process id
 * @param start of the process
 * @param version of the agent
 */
record JvmIdentity(String host, long pid, Instant start, String version) {

  static JvmIdentity current(String version) {
    ProcessHandle self = ProcessHandle.current();
    Instant start = self.info().startInstant().orElseGet(Instant::now);
    return new JvmIdentity(hostName(), self.pid(), start, version);
  }

  /** Without a look-up, which may take seconds where the network is broken. */
  private static String hostName() {
    String name = System.getenv("HOSTNAME");
    if (name == null || name.isBlank()) {
      name = System.getenv("COMPUTERNAME");
    }
    return name == null || name.isBlank() ? "unknown" : name.trim();
  }

  String fileName() {
    String plainHost = host.replaceAll("[^A-Za-z0-9._-]", "_");
    return "curfew-" + plainHost + "-" + pid + "-" + start.toEpochMilli() + ".jsonl";
  }
}
