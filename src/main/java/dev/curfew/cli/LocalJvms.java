package dev.curfew.cli;

import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.curfew.manage.TimeoutManagerMXBean;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The JVMs of this machine, through the JDK's local attach and JMX. */
final class LocalJvms implements Jvms {
  /** The agent sets it as soon as it has started. */
  private static final String VERSION_PROPERTY = "curfew.version";

  /** The MBean comes about a second after the agent. */
  private static final long MBEAN_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long MBEAN_POLL_MILLIS = 50;
  private static final long PS_PATIENCE_SECONDS = 3;

  @Override
  public List<JvmView> list() throws CommandFailure {
    try {
      List<CompletableFuture<JvmView>> views = new ArrayList<>();
      for (VirtualMachineDescriptor jvm : AttachedJvm.list()) {
        long pid = Long.parseLong(jvm.id());
        if (pid != ProcessHandle.current().pid()) {
          views.add(view(pid, firstWord(jvm.displayName())));
        }
      }
      return views.stream().map(CompletableFuture::join).toList();
    } catch (NoClassDefFoundError e) {
      throw noAttach();
    }
  }

  private static String firstWord(String command) {
    int blank = command.indexOf(' ');
    return blank < 0 ? command : command.substring(0, blank);
  }

  /** All at the same time, and none for longer than it is fun to wait. */
  private static CompletableFuture<JvmView> view(long pid, String mainClass) {
    CompletableFuture<JvmView> view = new CompletableFuture<>();
    view.completeOnTimeout(new JvmView(pid, mainClass, "?"), PS_PATIENCE_SECONDS, TimeUnit.SECONDS);
    Thread thread =
        new Thread(
            () -> view.complete(new JvmView(pid, mainClass, curfewIn(pid))), "curfew-ps-" + pid);
    thread.setDaemon(true);
    thread.start();
    return view;
  }

  private static String curfewIn(long pid) {
    try (AttachedJvm jvm = attach(pid)) {
      String version = jvm.systemProperty(VERSION_PROPERTY);
      return version == null ? "no" : version;
    } catch (CommandFailure e) {
      return "?";
    }
  }

  @Override
  public Connection connect(long pid) throws CommandFailure {
    try (AttachedJvm jvm = attach(pid)) {
      if (jvm.systemProperty(VERSION_PROPERTY) == null) {
        throw new CommandFailure(
            ExitCode.NO_CURFEW,
            "Curfew does not run in JVM " + pid + "; start it with -javaagent:curfew.jar=...");
      }
      return open(pid, jvm.connectorAddress());
    } catch (NoClassDefFoundError e) {
      throw noAttach();
    }
  }

  private static AttachedJvm attach(long pid) throws CommandFailure {
    new JvmProcess(AttachedJvm::isListed).require(pid);
    return AttachedJvm.attach(pid);
  }

  private static CommandFailure noAttach() {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "this Java has no module jdk.attach; run the command with the java of a JDK");
  }

  // The address is no user's input: the JVM that we have attached to told us.
  @SuppressWarnings("BanJNDI")
  private static Connection open(long pid, String address) throws CommandFailure {
    try {
      JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      try {
        MBeanServerConnection server = connector.getMBeanServerConnection();
        ObjectName name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
        awaitMBean(pid, server, name);
        return new JmxConnection(
            connector, JMX.newMXBeanProxy(server, name, TimeoutManagerMXBean.class));
      } catch (CommandFailure | IOException | InterruptedException e) {
        connector.close();
        throw e;
      }
    } catch (IOException | InterruptedException e) {
      throw ConnectionFailure.of(pid, e);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitMBean(long pid, MBeanServerConnection server, ObjectName name)
      throws IOException, InterruptedException, CommandFailure {
    long end = System.nanoTime() + MBEAN_PATIENCE_NANOS;
    while (!server.isRegistered(name)) {
      if (System.nanoTime() - end > 0) {
        throw new CommandFailure(
            ExitCode.UNREACHABLE,
            "Curfew runs in JVM " + pid + ", but has not registered its MBean yet; try again");
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
