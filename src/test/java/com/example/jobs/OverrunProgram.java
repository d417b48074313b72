package com.example.jobs;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Overruns all the time, with one call that never ends, and says as soon as it can how many lines
 * of records are on disk: {@code durable N}.
 */
public final class OverrunProgram {
  private OverrunProgram() {}

  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      new Thread(OverrunProgram::overrun, "overrun-" + i).start();
    }
    Overrun.holdLock(
        () -> {
          new Thread(Overrun::stuck, "stuck").start();
          System.out.println("up");
          report();
        });
  }

  @SuppressWarnings("InfiniteLoop") // somebody kills it
  private static void overrun() {
    for (int round = 0; ; round++) {
      try {
        Overrun.wait(round);
      } catch (Exception e) {
        // The timeout: the next one, please.
      }
    }
  }

  private static void report() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName curfew = new ObjectName("dev.curfew:type=TimeoutManager");
      long said = 0;
      while (true) {
        long written = server.isRegistered(curfew) ? written(server, curfew) : 0;
        if (written > said) {
          System.out.println("durable " + written);
          said = written;
        }
        Thread.sleep(1);
      }
    } catch (JMException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long written(MBeanServer server, ObjectName curfew) throws JMException {
    return (long) server.getAttribute(curfew, "RecordsWritten");
  }
}
