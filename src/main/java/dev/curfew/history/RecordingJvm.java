package dev.curfew.history;

import java.time.Instant;

/**
 * A JVM that writes records. A process id is used again; with the start of the process it is
 * unique.
 *
 * @param host its name
 * @param pid process id
 * @param start of the process
 */
public record RecordingJvm(String host, long pid, Instant start) {

  /** This JVM. May take two seconds where the name of the machine is hard to find. */
  public static RecordingJvm current() {
    ProcessHandle self = ProcessHandle.current();
    Instant start = self.info().startInstant().orElseGet(Instant::now);
    return new RecordingJvm(HostName.current(), self.pid(), start);
  }
}
