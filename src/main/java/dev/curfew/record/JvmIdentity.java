package dev.curfew.record;

import dev.curfew.config.Configuration;
import dev.curfew.history.RecordingJvm;

/**
 * Which JVM a record is of, and what ran in it.
 *
 * @param jvm host, process id and start
 * @param version of the agent
 * @param configuration digest of its settings
 */
record JvmIdentity(RecordingJvm jvm, String version, String configuration) {

  /** This JVM. May take two seconds where the name of the machine is hard to find. */
  static JvmIdentity current(String version, Configuration configuration) {
    return new JvmIdentity(RecordingJvm.current(), version, configuration.digest());
  }
}
