package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import dev.curfew.manage.RuleMXBean;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A client of JMX, when the configuration is changed")
@Timeout(300)
class ReloadedMBeansIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String WORK = "com.example.reloaded.Work";

  @TempDir private Path directory;
  private final ConcurrentLinkedQueue<Notification> notified = new ConcurrentLinkedQueue<>();

  private ChildJvm program(Jdk jdk, Path file) throws Exception {
    Files.writeString(
        file,
        "rules: [{name: first, methods: %s#first, timeout: 1h},".formatted(WORK)
            + " {name: third, methods: %s#third, timeout: 1h}]".formatted(WORK));
    return ChildJvm.java(jdk)
        .agent(file.toString())
        .options("-Dcurfew.reload=false")
        .classPath(ChildJvm.testClasses())
        .main(WORK)
        .awaitLine("up");
  }

  @SuppressWarnings("BanJNDI") // the address is the local agent's own
  private static JMXConnector connect(ChildJvm program) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(program.pid()));
    try {
      return JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
    } finally {
      jvm.detach();
    }
  }

  private static ObjectName rule(String name) throws Exception {
    return new ObjectName(RuleMXBean.OBJECT_NAME_PREFIX + name);
  }

  private void awaitNotification(String type, String message) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                notified.stream()
                    .anyMatch(n -> n.getType().equals(type) && n.getMessage().startsWith(message)));
  }

  @OnEachJdk
  @DisplayName("is told; MBeans of new rules come, of old ones go, changed ones show what holds")
  void reloaded(Jdk jdk) throws Exception {
    Path file = directory.resolve("curfew.yaml");
    try (ChildJvm program = program(jdk, file);
        JMXConnector connector = connect(program)) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      ObjectName name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
      await().atMost(PATIENCE).until(() -> server.isRegistered(rule("third")));
      await().atMost(PATIENCE).until(() -> server.isRegistered(rule("first")));
      server.addNotificationListener(name, (n, handback) -> notified.add(n), null, null);
      TimeoutManagerMXBean manager = JMX.newMXBeanProxy(server, name, TimeoutManagerMXBean.class);

      Files.writeString(
          file,
          "rules: [{name: second, methods: %s#second, timeout: 1h},".formatted(WORK)
              + " {name: first, methods: %s#first, timeout: 2h, grace: 7s}]".formatted(WORK));
      assertThat(manager.reload("new limits")).startsWith("RELOADED: ");

      awaitNotification("curfew.configuration.changed", "CHANGED: " + file + ", by local: new");
      await().atMost(PATIENCE).until(() -> server.isRegistered(rule("second")));
      await().atMost(PATIENCE).until(() -> !server.isRegistered(rule("third")));
      RuleMXBean first = JMX.newMXBeanProxy(server, rule("first"), RuleMXBean.class);
      assertThat(first.getConfiguredTimeout()).isEqualTo("2h");
      assertThat(first.getConfiguredGrace()).isEqualTo("7s");

      Files.writeString(file, "rules: [{methods: a.B#c, timeout: soon}]");
      assertThat(manager.reload("")).startsWith("INVALID: ");

      awaitNotification("curfew.configuration.refused", "REFUSED: " + file + ": ");
      assertThat(server.isRegistered(rule("second"))).isTrue();
      assertThat(first.getConfiguredTimeout()).isEqualTo("2h");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  program.err().contains(" configuration-changed at=")
                      && program.err().contains(" configuration-refused at="));
    }
  }

  @OnEachJdk
  @DisplayName(
      "hears of a timer that is paused alone, and nothing of a reload that changes nothing")
  void unchanged(Jdk jdk) throws Exception {
    try (ChildJvm program = program(jdk, directory.resolve("curfew.yaml"));
        JMXConnector connector = connect(program)) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      ObjectName name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
      await().atMost(PATIENCE).until(() -> server.isRegistered(name));
      server.addNotificationListener(name, (n, handback) -> notified.add(n), null, null);
      TimeoutManagerMXBean manager = JMX.newMXBeanProxy(server, name, TimeoutManagerMXBean.class);
      await()
          .atMost(PATIENCE)
          .until(() -> manager.getTimers().stream().anyMatch(t -> t.rule().equals("first")));
      long id =
          manager.getTimers().stream()
              .filter(t -> t.rule().equals("first"))
              .findFirst()
              .orElseThrow()
              .id();

      assertThat(manager.reload("")).startsWith("UNCHANGED: ");
      assertThat(manager.pause(Long.toString(id), "a debugger")).startsWith("PAUSED: ");

      awaitNotification("curfew.timer.switched", "#" + id + " PAUSED first, by local: a debugger");
      assertThat(notified).noneMatch(n -> n.getType().startsWith("curfew.configuration."));
    }
  }
}
