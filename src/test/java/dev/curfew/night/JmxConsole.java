package dev.curfew.night;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;

/** A client of JMX that knows nothing of Curfew's classes. */
final class JmxConsole implements Console {
  private final JMXConnector connector;
  private final MBeanServerConnection server;
  private final ObjectName manager;

  @SuppressWarnings("BanJNDI") // the address is the local agent's own
  JmxConsole(long pid) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
    try {
      connector = JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
    } finally {
      jvm.detach();
    }
    server = connector.getMBeanServerConnection();
    manager = new ObjectName("dev.curfew:type=TimeoutManager");
    Awaitility.await().until(() -> server.isRegistered(manager)); // some time after the start
  }

  private String invoke(String operation, Object... arguments) throws Exception {
    String[] types =
        Arrays.stream(arguments)
            .map(a -> a instanceof Long ? "long" : String.class.getName())
            .toArray(String[]::new);
    return (String) server.invoke(manager, operation, arguments, types);
  }

  @Override
  public List<Live> timers(String rule) throws Exception {
    List<Live> live = new ArrayList<>();
    for (CompositeData timer : (CompositeData[]) server.getAttribute(manager, "Timers")) {
      if (rule.equals(timer.get("rule"))) {
        live.add(new Live((long) timer.get("id"), (long) timer.get("remainingMillis")));
      }
    }
    return live;
  }

  @Override
  public String show(long id) throws Exception {
    String[] stacks = (String[]) server.getAttribute(manager, "Stacks");
    return Arrays.stream(stacks).collect(Collectors.joining("\n"));
  }

  @Override
  public String extend(long id, String by, String reason) throws Exception {
    return invoke("extendTimer", id, by, reason);
  }

  @Override
  public String expire(long id, String reason) throws Exception {
    return invoke("expireCall", id, reason);
  }

  @Override
  public String expireAllOf(String rule, String reason) throws Exception {
    return invoke("expireCalls", "rule:" + rule, reason);
  }

  @Override
  public String disable(String rule, String reason) throws Exception {
    return invoke("disable", "rule:" + rule, reason);
  }

  @Override
  public String enable(String rule, String reason) throws Exception {
    return invoke("enable", "rule:" + rule, reason);
  }

  @Override
  public String reload(String reason) throws Exception {
    return invoke("reload", reason);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
