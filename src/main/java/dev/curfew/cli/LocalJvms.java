package dev.curfew.cli;

import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.curfew.manage.Management;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The JVMs of this machine, through the JDK's local attach and then JMX, or the agent's channel
 * where no MBean is; others by their URL.
 */
final class LocalJvms implements Jvms {
  /** The agent sets it as soon as it has started. */
  static final String VERSION_PROPERTY = "curfew.version";

  private static final long PS_PATIENCE_SECONDS = 3;

  @Override
  public List<JvmView> list() throws CommandFailure {
    List<CompletableFuture<JvmView>> views = new ArrayList<>();
    names().forEach((pid, name) -> views.add(view(pid, name)));
    return views.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public Map<Long, String> names() throws CommandFailure {
    try {
      Map<Long, String> names = new TreeMap<>();
      for (VirtualMachineDescriptor jvm : AttachedJvm.list()) {
        names.put(Long.valueOf(jvm.id()), firstWord(jvm.displayName()));
      }
      names.remove(ProcessHandle.current().pid());
      return names;
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
  public Connection connect(Address address, Access access) throws CommandFailure {
    if (!address.url().isEmpty()) {
      return JmxWay.remote(address, access);
    }
    try {
      return connect(attach(address.pid()));
    } catch (NoClassDefFoundError e) {
      throw noAttach();
    }
  }

  private static Connection connect(AttachedJvm jvm) throws CommandFailure {
    boolean kept = false;
    try {
      long pid = jvm.pid();
      if (jvm.systemProperty(VERSION_PROPERTY) == null) {
        throw new CommandFailure(
            ExitCode.NO_CURFEW,
            "Curfew does not run in JVM "
                + pid
                + "; start it with -javaagent:curfew.jar=... or bring it there with attach");
      }
      @Nullable Connection connection = overJmx(jvm);
      if (connection == null) {
        connection = ChannelWay.open(jvm);
        kept = true;
      }
      return connection;
    } finally {
      if (!kept) {
        jvm.close();
      }
    }
  }

  /** Null where no MBean is; such a JVM's management agent is not started. */
  private static @Nullable Connection overJmx(AttachedJvm jvm) throws CommandFailure {
    if (jvm.systemProperty(Management.MBEAN_PROPERTY) != null) {
      return null;
    }
    @Nullable String connector = jvm.connectorAddress();
    return connector == null ? null : JmxWay.local(jvm.pid(), connector);
  }

  @Override
  public String load(long pid, String argument) throws CommandFailure {
    try (AttachedJvm jvm = attach(pid)) {
      @Nullable String running = jvm.systemProperty(VERSION_PROPERTY);
      if (running != null) {
        throw new CommandFailure(
            ExitCode.REFUSED,
            "Curfew " + running + " runs in JVM " + pid + " already; reload changes what it does");
      }
      jvm.load(AgentJar.path(), argument);
      @Nullable String version = jvm.systemProperty(VERSION_PROPERTY);
      if (version == null) {
        throw new CommandFailure(
            ExitCode.REFUSED,
            "Curfew did not start in JVM " + pid + "; what that JVM wrote to its stderr says why");
      }
      return version;
    } catch (NoClassDefFoundError e) {
      throw noAttach();
    }
  }

  @Override
  public List<Finding> examine(long pid) {
    try {
      return new Examination(pid, Path.of("/proc"), LocalJvms::attach).findings();
    } catch (NoClassDefFoundError e) {
      return List.of(Finding.wrong(noAttach().sentence(), ExitCode.UNREACHABLE));
    }
  }

  static AttachedJvm attach(long pid) throws CommandFailure {
    new JvmProcess(AttachedJvm::isListed).require(pid);
    return AttachedJvm.attach(pid);
  }

  static CommandFailure noAttach() {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "this Java has no module jdk.attach; run the command with the java of a JDK");
  }
}
