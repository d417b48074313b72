package dev.curfew.manage;

import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;

/** The MBean over a fake engine, for tests of those who use it. */
public final class Published {
  private Published() {}

  /** Registers it under its name. */
  public static void in(MBeanServer server, FakeEngine engine) throws JMException {
    in(server, engine, List.of("rules: []"));
  }

  /** With that configuration. */
  public static void in(MBeanServer server, FakeEngine engine, List<String> yaml)
      throws JMException {
    Registration.in(
        server,
        new TimeoutManager(
            engine, "1.2.3", "curfew.yaml", new FakeMatches(), new FixedConfiguration(yaml)));
  }
}
