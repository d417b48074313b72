package dev.curfew.manage;

import dev.curfew.engine.RuleView;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The MBeans in an MBean server. Closing it takes them out. Thread-safe. */
final class Registration implements AutoCloseable {
  private final MBeanServer server;
  private final TimeoutManager manager;
  private final Set<String> rules = new HashSet<>();
  private boolean closed;

  private Registration(MBeanServer server, TimeoutManager manager) {
    this.server = server;
    this.manager = manager;
  }

  static Registration inPlatformServer(TimeoutManager manager) throws JMException {
    return in(ManagementFactory.getPlatformMBeanServer(), manager);
  }

  static Registration in(MBeanServer server, TimeoutManager manager) throws JMException {
    server.registerMBean(
        new AnnotatedMBean<>(manager, TimeoutManagerMXBean.class),
        new ObjectName(TimeoutManagerMXBean.OBJECT_NAME));
    Registration registration = new Registration(server, manager);
    registration.followRules();
    return registration;
  }

  /** Registers rules that have come since the last time, and takes those out that have gone. */
  synchronized void followRules() throws JMException {
    if (closed) {
      return;
    }
    Set<String> now = new LinkedHashSet<>();
    manager.counts().refresh();
    for (RuleView rule : manager.counts().rules()) {
      now.add(rule.name());
    }
    for (String name : now) {
      if (rules.add(name)) {
        register(name);
      }
    }
    for (String name : Set.copyOf(rules)) {
      if (!now.contains(name)) {
        rules.remove(name);
        takeOut(nameOf(name));
      }
    }
  }

  private void register(String rule) throws JMException {
    RuleBean bean = new RuleBean(rule, manager.counts(), manager.matches(), manager.commands());
    server.registerMBean(new AnnotatedMBean<>(bean, RuleMXBean.class), nameOf(rule));
  }

  private static ObjectName nameOf(String rule) throws JMException {
    return new ObjectName(RuleMXBean.OBJECT_NAME_PREFIX + rule);
  }

  @Override
  public synchronized void close() throws JMException {
    closed = true;
    takeOut(new ObjectName(TimeoutManagerMXBean.OBJECT_NAME));
    for (String rule : rules) {
      takeOut(nameOf(rule));
    }
    rules.clear();
  }

  private void takeOut(ObjectName name) throws JMException {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Somebody else took it out, which is as good.
    }
  }
}
