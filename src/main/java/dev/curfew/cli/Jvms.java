package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.List;

/** The JVMs that commands reach. */
interface Jvms {

  /** Those of this machine, without the one that asks. */
  List<JvmView> list() throws CommandFailure;

  /** Opens the way to the MBean in the JVM of this process id. */
  Connection connect(long pid) throws CommandFailure;

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
