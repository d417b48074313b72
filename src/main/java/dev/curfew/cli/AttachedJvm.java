package dev.curfew.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.AttachOperationFailedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JVM that this one has attached to. Loaded only where there is a module jdk.attach. */
final class AttachedJvm implements Told {
  private static final String CONNECTOR_ADDRESS =
      "com.sun.management.jmxremote.localConnectorAddress";

  private final long pid;
  private final VirtualMachine jvm;

  private AttachedJvm(long pid, VirtualMachine jvm) {
    this.pid = pid;
    this.jvm = jvm;
  }

  /** Those that say so, possibly after they have died. */
  static List<VirtualMachineDescriptor> list() {
    return VirtualMachine.list();
  }

  static boolean isListed(long pid) {
    String id = Long.toString(pid);
    return list().stream().anyMatch(jvm -> jvm.id().equals(id));
  }

  /** For a process that is known to be a JVM: to others attaching may be deadly. */
  static AttachedJvm attach(long pid) throws CommandFailure {
    try {
      return new AttachedJvm(pid, VirtualMachine.attach(Long.toString(pid)));
    } catch (AttachNotSupportedException | IOException e) {
      throw failure(pid, e);
    }
  }

  @Override
  public @Nullable String systemProperty(String name) throws CommandFailure {
    try {
      return jvm.getSystemProperties().getProperty(name);
    } catch (IOException e) {
      throw failure(pid, e);
    }
  }

  long pid() {
    return pid;
  }

  /**
   * Where its JMX listens for this machine's users; starts that when nobody has done it yet. Null
   * when it has no JMX.
   */
  @Nullable String connectorAddress() throws CommandFailure {
    try {
      String address = jvm.getAgentProperties().getProperty(CONNECTOR_ADDRESS);
      return address == null ? jvm.startLocalManagementAgent() : address;
    } catch (IOException e) {
      if (lacksManagement(e)) {
        return null;
      }
      throw failure(pid, e);
    }
  }

  private static boolean lacksManagement(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("jdk.management.agent") || text.contains("java.management");
  }

  @Override
  public String options() throws CommandFailure {
    try {
      return jvm.getAgentProperties().getProperty("sun.jvm.args", "");
    } catch (IOException e) {
      throw failure(pid, e);
    }
  }

  /** Loads the agent there; returns when its agentmain has. */
  void load(Path jar, String argument) throws CommandFailure {
    try {
      jvm.loadAgent(jar.toString(), argument);
    } catch (AgentLoadException | AgentInitializationException | IOException e) {
      throw failure(pid, e);
    }
  }

  @Override
  public void close() {
    try {
      jvm.detach();
    } catch (IOException e) {
      // The JVM has ended, which parts us as well.
    }
  }

  static CommandFailure failure(long pid, Exception e) {
    return new CommandFailure(ExitCode.UNREACHABLE, sentence(pid, e));
  }

  /**
   * What the JDKs' exceptions mean; their texts are the same from 17 to 25 where both have them.
   */
  static String sentence(long pid, Exception e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("No such process") || text.contains("non existent JVM pid")) {
      return "there is no process " + pid + " any more";
    }
    if (text.contains("does not support the attach mechanism")) {
      return "JVM " + pid + " was started with -XX:+DisableAttachMechanism and takes no commands";
    }
    if (text.contains("Dynamic agent loading is not enabled")) {
      return "JVM "
          + pid
          + " was started with -XX:-EnableDynamicAgentLoading and lets no agent in; start it with"
          + " -javaagent";
    }
    if (text.contains("is not secure") || text.contains("Operation not permitted")) {
      return "JVM " + pid + " " + JvmProcess.ofUser(pid);
    }
    if (text.contains("Unable to open socket file") || text.contains("not ready to participate")) {
      return "JVM " + pid + " does not answer: it is starting, stopped, or can't be attached to";
    }
    String what = e instanceof AttachOperationFailedException ? " refused: " : " is out of reach: ";
    return "JVM " + pid + what + text.lines().findFirst().orElse("");
  }
}
