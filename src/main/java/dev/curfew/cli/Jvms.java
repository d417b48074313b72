package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.List;
import java.util.Map;

/** The JVMs that commands reach. */
interface Jvms {

  /** Those of this machine, without the one that asks. */
  List<JvmView> list() throws CommandFailure;

  /** The same by process id: main class or jar, empty when unknown. Touches none of them. */
  Map<Long, String> names() throws CommandFailure;

  /**
   * Opens the way to the MBean in that JVM.
   *
   * @param access to a JVM that is reached by its URL
   */
  Connection connect(Address address, Access access) throws CommandFailure;

  /** Brings the agent into a JVM of this machine; returns the version that runs there then. */
  String load(long pid, String argument) throws CommandFailure;

  /** What is in the way of commands to a process, and what to do about it. */
  List<Finding> examine(long pid);

  /** The way to the MBean, until it is closed. */
  interface Connection extends AutoCloseable {
    TimeoutManagerMXBean manager();

    @Override
    void close();
  }

  /**
   * A running JVM.
   *
   * @param pid its process id
   * @param mainClass main class or jar; empty when unknown
   * @param curfew Curfew's version, "no", or "?" when the JVM did not tell
   */
  record JvmView(long pid, String mainClass, String curfew) {}
}
