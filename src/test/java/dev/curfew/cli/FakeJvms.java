package dev.curfew.cli;

import dev.curfew.manage.FakeEngine;
import dev.curfew.manage.Published;
import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** JVM 42 has Curfew, over a fake engine; JVM 13 never answers; there are no others. */
final class FakeJvms implements Jvms {
  final FakeEngine engine = new FakeEngine();
  final MBeanServer server = MBeanServerFactory.newMBeanServer();
  final List<String> loaded = new ArrayList<>();

  /** The configuration that holds. */
  final List<String> yaml = new ArrayList<>(List.of("rules: []"));

  /** What happens to whoever wants to connect. */
  @Nullable Exception failure;

  private int open;

  FakeJvms() throws JMException {
    Published.in(server, engine, yaml);
  }

  synchronized int open() {
    return open;
  }

  @Override
  public List<JvmView> list() {
    return List.of(
        new JvmView(42, "com.acme.Shop", "1.2.3"), new JvmView(7, "\u001b[31mEvil", "no"));
  }

  @Override
  public Map<Long, String> names() {
    return Map.of(
        42L, "com.acme.Shop", 7L, "\u001b[31mEvil", 8L, "/opt/desk.jar", 9L, "/srv/desk.jar");
  }

  @Override
  public String load(long pid, String argument) throws CommandFailure {
    if (pid != 7) {
      throw new CommandFailure(ExitCode.REFUSED, "it runs there already");
    }
    loaded.add(argument);
    return "1.2.3";
  }

  @Override
  public List<Finding> examine(long pid) {
    return pid == 42
        ? List.of(Finding.ok("Curfew runs there"))
        : List.of(Finding.wrong("Curfew does not run there", ExitCode.NO_CURFEW));
  }

  @Override
  public Connection connect(Address address, Access access) throws CommandFailure {
    if (failure instanceof CommandFailure known) {
      throw known;
    }
    if (failure instanceof RuntimeException unknown) {
      throw unknown;
    }
    long pid = address.pid();
    if (pid == 13) {
      hang();
    }
    if (pid != 42) {
      throw new CommandFailure(ExitCode.UNREACHABLE, "there is no process " + pid);
    }
    synchronized (this) {
      open++;
    }
    return new Connection() {
      @Override
      public TimeoutManagerMXBean manager() {
        return JMX.newMXBeanProxy(server, name(), TimeoutManagerMXBean.class);
      }

      @Override
      public void close() {
        synchronized (FakeJvms.this) {
          open--;
        }
      }
    };
  }

  static ObjectName name() {
    try {
      return new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
