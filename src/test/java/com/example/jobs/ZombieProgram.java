package com.example.jobs;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** A call that ignores its interrupt, until Curfew has given it up. */
public final class ZombieProgram {
  private ZombieProgram() {}

  public static void main(String[] args) throws Exception {
    Thread zombie = new Thread(ZombieProgram::spin, "zombie");
    zombie.start();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName curfew = new ObjectName("dev.curfew:type=TimeoutManager");
    while (!server.isRegistered(curfew) || !"ABANDONED".equals(status(server, curfew))) {
      Thread.sleep(20);
    }
    System.out.println("abandoned " + server.getAttribute(curfew, "Abandoned"));
    Zombie.released = true;
    zombie.join();
    while (((CompositeData[]) server.getAttribute(curfew, "Timers")).length > 0) {
      Thread.sleep(20);
    }
    System.out.println("still alive");
  }

  private static String status(MBeanServer server, ObjectName curfew) throws Exception {
    CompositeData[] timers = (CompositeData[]) server.getAttribute(curfew, "Timers");
    return timers.length == 0 ? "" : (String) timers[0].get("status");
  }

  private static void spin() {
    try {
      Zombie.spin();
      System.out.println("returned");
    } catch (RuntimeException e) {
      System.out.println("stopped by " + e.getClass().getName());
    }
  }
}
