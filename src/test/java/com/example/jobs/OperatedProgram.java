package com.example.jobs;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Is its own operator: disables, pauses, enables, and says what it sees. */
public final class OperatedProgram {
  private static final String[] ONE_STRING = {"java.lang.String"};

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName curfew;

  private OperatedProgram() throws Exception {
    curfew = new ObjectName("dev.curfew:type=TimeoutManager");
  }

  public static void main(String[] args) throws Exception {
    new OperatedProgram().run();
  }

  private void run() throws Exception {
    while (!server.isRegistered(curfew)) {
      Thread.sleep(20);
    }
    command("disable");
    Thread worker = new Thread(OperatedProgram::hang, "worker");
    worker.start();
    awaitStatus("OVERDUE");
    System.out.println("overdue, enabled " + server.getAttribute(curfew, "Enabled"));
    command("pause");
    command("resume");
    long begin = System.nanoTime();
    command("enable");
    worker.join();
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    System.out.println(seconds >= 5 ? "armed again after 5 s" : "stopped after " + seconds + " s");
    for (String line : (String[]) server.getAttribute(curfew, "AuditLog")) {
      System.out.println("audit " + line);
    }
  }

  private void command(String name) throws Exception {
    Object answer = server.invoke(curfew, name, new Object[] {"all"}, ONE_STRING);
    System.out.println(name + ": " + answer.toString().split(":", -1)[0]);
  }

  private void awaitStatus(String status) throws Exception {
    while (true) {
      CompositeData[] timers = (CompositeData[]) server.getAttribute(curfew, "Timers");
      if (timers.length == 1 && status.equals(timers[0].get("status"))) {
        return;
      }
      Thread.sleep(20);
    }
  }

  private static void hang() {
    try {
      HangingJob.hang();
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    } catch (RuntimeException e) {
      System.out.println("stopped by " + e.getClass().getName());
    }
  }
}
