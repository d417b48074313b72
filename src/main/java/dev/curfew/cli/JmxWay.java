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
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/** The way through JMX, on this machine and from another one. */
final class JmxWay {
  /** The MBean comes about a second after the agent. */
  private static final long MBEAN_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long MBEAN_POLL_MILLIS = 50;

  /** Of the environment of a connection by RMI, as JConsole has it. */
  private static final String REGISTRY_SOCKETS = "com.sun.jndi.rmi.factory.socket";

  private JmxWay() {}

  /**
   * To a JVM of this machine, in which Curfew is known to run; null when its MBean does not come.
   */
  static @Nullable Connection local(long pid, String address) throws CommandFailure {
    return open("JVM " + pid, address, Access.NONE);
  }

  /** To any other. */
  static Connection remote(Address address, Access access) throws CommandFailure {
    Connection connection = open(address.who(), address.url(), access);
    if (connection == null) {
      throw new CommandFailure(
          ExitCode.NO_CURFEW,
          "Curfew does not run in the JVM at " + address.who() + ", or not yet");
    }
    return connection;
  }

  // The address is the JVM's own that we have attached to, or the operator's, who may connect
  // to whatever he likes.
  @SuppressWarnings("BanJNDI")
  private static @Nullable Connection open(String who, String address, Access access)
      throws CommandFailure {
    Map<String, Object> environment = new HashMap<>();
    if (!access.user().isEmpty()) {
      environment.put(JMXConnector.CREDENTIALS, new String[] {access.user(), access.password()});
    }
    if (access.ssl()) {
      environment.put(REGISTRY_SOCKETS, new SslRMIClientSocketFactory());
    }
    try {
      JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address), environment);
      try {
        MBeanServerConnection server = connector.getMBeanServerConnection();
        ObjectName name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
        if (!isThere(server, name)) {
          connector.close();
          return null;
        }
        return new JmxConnection(
            connector, JMX.newMXBeanProxy(server, name, TimeoutManagerMXBean.class));
      } catch (IOException | InterruptedException | RuntimeException e) {
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

  /** Waits for it, for a moment. */
  private static boolean isThere(MBeanServerConnection server, ObjectName name)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + MBEAN_PATIENCE_NANOS;
    while (!server.isRegistered(name)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(MBEAN_POLL_MILLIS);
    }
    return true;
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
