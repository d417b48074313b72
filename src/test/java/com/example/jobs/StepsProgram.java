package com.example.jobs;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Runs steps on a thread called "worker", says when Curfew lists the call ("up") and how the work
 * ended, and prints attributes of the MBean at its end.
 */
public final class StepsProgram {
  private StepsProgram() {}

  /** Takes the number of steps, then names of attributes. */
  public static void main(String[] args) throws Exception {
    int steps = Integer.parseInt(args[0]);
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName curfew = new ObjectName("dev.curfew:type=TimeoutManager");
    while (!server.isRegistered(curfew)) {
      Thread.sleep(20);
    }
    Thread worker = new Thread(() -> work(steps), "worker");
    worker.start();
    while ((long) server.getAttribute(curfew, "OpenCalls") == 0) {
      Thread.sleep(5);
    }
    System.out.println("up");
    worker.join();
    for (int i = 1; i < args.length; i++) {
      System.out.println(args[i] + " " + server.getAttribute(curfew, args[i]));
    }
  }

  private static void work(int steps) {
    try {
      Steps.run(steps);
      System.out.println("done");
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    } catch (RuntimeException e) {
      System.out.println("stopped by " + e.getClass().getName());
    }
  }
}
