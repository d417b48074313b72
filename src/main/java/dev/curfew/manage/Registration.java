package dev.curfew.manage;

import dev.curfew.engine.RuleView;
import dev.curfew.record.LogLine;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MBeans in an MBean server. Closing it takes them out. Thread-safe. */
final class Registration implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("curfew");

  private final MBeanServer server;
  private final TimeoutManager manager;
  private final Set<String> rules = new HashSet<>();
  private boolean closed;

  private Registration(MBeanServer server, TimeoutManager manager) {
    this.server = server;
    this.manager = manager;
  }

  static Registration inPlatformServer(TimeoutManager manager, ThreadFactory threads)
      throws JMException {
    return in(ManagementFactory.getPlatformMBeanServer(), manager, threads);
  }

  /** With daemon threads for notifications. */
  static Registration in(MBeanServer server, TimeoutManager manager) throws JMException {
    return in(server, manager, Thread::new);
  }

  static Registration in(MBeanServer server, TimeoutManager manager, ThreadFactory threads)
      throws JMException {
    ObjectName name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
    Announcer announcer = manager.announcer();
    Broadcaster broadcaster = new Broadcaster(name, threads, announcer::countSuppressed);
    server.registerMBean(
        new NotifyingMBean<>(manager, TimeoutManagerMXBean.class, broadcaster), name);
    Registration registration = new Registration(server, manager);
    registration.followRules();
    announcer.start(threads, broadcaster::send, registration::followRules);
    manager.engine.listen(announcer);
    return registration;
  }

  /** Registers rules that have come since the last time, and takes those out that have gone. */
  synchronized void followRules() {
    if (closed) {
      return;
    }
    manager.counts().refresh();
    Set<String> now = new LinkedHashSet<>();
    for (RuleView rule : manager.counts().rules()) {
      now.add(rule.name());
    }
    for (String rule : now) {
      if (rules.add(rule)) {
        register(rule);
      }
    }
    for (String rule : Set.copyOf(rules)) {
      if (!now.contains(rule)) {
        rules.remove(rule);
        takeOut(RuleMXBean.OBJECT_NAME_PREFIX + rule);
      }
    }
  }

  /** A rule without its MBean is still among the manager's rules. */
  private void register(String rule) {
    RuleBean bean = new RuleBean(rule, manager.counts(), manager.matches(), manager.commands());
    try {
      server.registerMBean(
          new AnnotatedMBean<>(bean, RuleMXBean.class),
          new ObjectName(RuleMXBean.OBJECT_NAME_PREFIX + rule));
    } catch (JMException e) {
      LOG.warn("{}", new LogLine("no-mbean").text("rule", rule).text("problem", e.toString()));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    manager.announcer().close();
    takeOut(TimeoutManagerMXBean.OBJECT_NAME);
    rules.forEach(rule -> takeOut(RuleMXBean.OBJECT_NAME_PREFIX + rule));
    rules.clear();
  }

  private void takeOut(String name) {
    try {
      server.unregisterMBean(new ObjectName(name));
    } catch (JMException e) {
      // Somebody else took it out, or it never was in, which is as good.
    }
  }
}
