package dev.curfew.manage;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The MBean in an MBean server. Closing it takes it out. */
final class Registration implements AutoCloseable {
  private final MBeanServer server;
  private final ObjectName name;

  private Registration(MBeanServer server, ObjectName name) {
    this.server = server;
    this.name = name;
  }

  static Registration inPlatformServer(TimeoutManager manager) throws JMException {
    return in(ManagementFactory.getPlatformMBeanServer(), manager);
  }

  static Registration in(MBeanServer server, TimeoutManager manager) throws JMException {
    ObjectName name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
    server.registerMBean(new AnnotatedMBean<>(manager, TimeoutManagerMXBean.class), name);
    return new Registration(server, name);
  }

  @Override
  public void close() throws JMException {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Somebody else took it out, which is as good.
    }
  }
}
