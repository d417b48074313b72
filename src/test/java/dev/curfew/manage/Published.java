package dev.curfew.manage;

import javax.management.JMException;
import javax.management.MBeanServer;

/** The MBean over a fake engine, for tests of those who use it. */
public final class Published {
  private Published() {}

  /** Registers it under its name. */
  public static void in(MBeanServer server, FakeEngine engine) throws JMException {
    Registration.in(
        server,
        new TimeoutManager(
            engine, "1.2.3", "curfew.yaml", new FakeMatches(), new FixedConfiguration()));
  }
}
