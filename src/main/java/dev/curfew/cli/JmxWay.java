package dev.curfew.cli;

import dev.curfew.cli.Jvms.Connection;
import dev.curfew.manage.TimeoutManagerMXBean;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** The way through JMX, on this machine and from another one. */
final class JmxWay {
  /** The MBean comes about a second after the agent. */
  private static final long MBEAN_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long MBEAN_POLL_MILLIS = 50;

  private JmxWay() {}

  /** To a JVM of this machine, in which Curfew is known to run. */
  static Connection local(long pid, String address) throws CommandFailure {
    return open(
        "JVM " + pid,
        address,
        null,
        new CommandFailure(
            ExitCode.UNREACHABLE,
            "Curfew runs in JVM " + pid + ", but has not registered its MBean yet; try again"));
  }

  /** To any other. */
  static Connection remote(Address address, String @Nullable [] credentials) throws CommandFailure {
    return open(
        address.who(),
        address.url(),
        credentials,
        new CommandFailure(
            ExitCode.NO_CURFEW,
            "Curfew does not run in the JVM at " + address.who() + ", or not yet"));
  }

  // The address is the JVM's own that we have attached to, or the operator's, who may connect
  // to whatever he likes.
  @SuppressWarnings("BanJNDI")
  private static Connection open(
      String who, String address, String @Nullable [] credentials, CommandFailure absent)
      throws CommandFailure {
    Map<String, Object> environment = new HashMap<>();
    if (credentials != null) {
      environment.put(JMXConnector.CREDENTIALS, credentials);
    }
    try {
      JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address), environment);
      try {
        MBeanServerConnection server = connector.getMBeanServerConnection();
        ObjectName name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
        awaitMBean(server, name, absent);
        return new JmxConnection(
            connector, JMX.newMXBeanProxy(server, name, TimeoutManagerMXBean.class));
      } catch (CommandFailure | IOException | InterruptedException | RuntimeException e) {
        connector.close();
        throw e;
      }
    } catch (IOException | InterruptedException e) {
      throw ConnectionFailure.of(who, e);
    } catch (SecurityException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          who + " lets nobody in without --user and its password: " + e.getMessage());
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitMBean(
      MBeanServerConnection server, ObjectName name, CommandFailure absent)
      throws IOException, InterruptedException, CommandFailure {
    long end = System.nanoTime() + MBEAN_PATIENCE_NANOS;
    while (!server.isRegistered(name)) {
      if (System.nanoTime() - end > 0) {
        throw absent;
      }
      Thread.sleep(MBEAN_POLL_MILLIS);
    }
  }

  private record JmxConnection(JMXConnector connector, TimeoutManagerMXBean manager)
      implements Connection {
    @Override
    public void close() {
      try {
        connector.close();
      } catch (IOException e) {
        // The other JVM has ended, which parts us as well.
      }
    }
  }
}
