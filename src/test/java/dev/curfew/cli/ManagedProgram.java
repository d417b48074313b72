package dev.curfew.cli;

import dev.curfew.manage.FakeEngine;
import dev.curfew.manage.Published;
import java.lang.management.ManagementFactory;

/**
 * A program with Curfew's MBean over a fake engine, for as long as its stdin is open. With the
 * argument "late", the MBean comes a second after the property, as in an agent; with "never", it
 * does not come; with "without", nothing of Curfew is there.
 */
final class ManagedProgram {
  private ManagedProgram() {}

  public static void main(String[] args) throws Exception {
    String mode = args.length == 0 ? "" : args[0];
    if (!mode.equals("without")) {
      System.setProperty("curfew.version", "1.2.3");
    }
    System.out.println("ready");
    if (mode.equals("late")) {
      Thread.sleep(1000);
    }
    if (mode.isEmpty() || mode.equals("late")) {
      Published.in(ManagementFactory.getPlatformMBeanServer(), new FakeEngine());
    }
    while (System.in.read() >= 0) {
      // Until the test ends, or its JVM.
    }
  }
}
