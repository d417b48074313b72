package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.curfew.manage.AuditEntry;
import dev.curfew.manage.RuleMXBean;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.Attribute;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@DisplayName("Over the JDK's remote connector with passwords and roles")
@Timeout(300)
class RemoteManagementIT {
  /** Not that of the local connector, which comes first and asks for no password. */
  private static final Pattern URL =
      Pattern.compile("(?s)Connection Type: remote\\s.*?URL\\s*: (service:jmx:\\S+)");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private ObjectName manager;
  private ObjectName rule;

  @BeforeEach
  void names() throws Exception {
    manager = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
    rule = new ObjectName(RuleMXBean.OBJECT_NAME_PREFIX + "nightly import");
  }

  private ChildJvm program(Jdk jdk) throws Exception {
    Path passwords = directory.resolve("password");
    Path access = directory.resolve("access");
    Files.writeString(passwords, "viewer secret\noperator secret\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(access, "viewer readonly\noperator readwrite\n");
    Path rules = directory.resolve("curfew.yaml");
    Files.writeString(
        rules,
        """
        rules:
          - name: nightly import
            methods: com.example.jobs.HangingJob#hang
            timeout: 1h
        records: {directory: "%s"}
        """
            .formatted(directory.resolve("records")));
    return ChildJvm.java(jdk)
        .options(
            "-Dcom.sun.management.jmxremote.port=0",
            "-Dcom.sun.management.jmxremote.host=127.0.0.1",
            "-Djava.rmi.server.hostname=127.0.0.1",
            "-Dcom.sun.management.jmxremote.ssl=false",
            "-Dcom.sun.management.jmxremote.password.file=" + passwords,
            "-Dcom.sun.management.jmxremote.access.file=" + access,
            "-Ddev.curfew.shaded.slf4j.simpleLogger.logFile=" + directory.resolve("curfew.log"),
            "-Ddev.curfew.shaded.slf4j.simpleLogger.log.curfew=info")
        .agent(rules.toString())
        .classPath(ChildJvm.testClasses())
        .main("com.example.jobs.NightProgram")
        .awaitLine("up");
  }

  /** The JDK chooses the port, and jcmd knows it. */
  private static JMXServiceURL address(Jdk jdk, ChildJvm program) throws Exception {
    try (ChildJvm jcmd =
        ChildJvm.tool(jdk, "jcmd")
            .options(Long.toString(program.pid()), "ManagementAgent.status")
            .start()) {
      String status = jcmd.ended().out();
      Matcher url = URL.matcher(status);
      assertThat(url.find()).as(status).isTrue();
      return new JMXServiceURL(url.group(1));
    }
  }

  /** Returns when the MBeans are there. */
  @SuppressWarnings("BanJNDI") // the address is our own
  private JMXConnector connect(JMXServiceURL address, String user) throws Exception {
    JMXConnector connector =
        JMXConnectorFactory.connect(
            address, Map.of(JMXConnector.CREDENTIALS, new String[] {user, "secret"}));
    MBeanServerConnection connection = connector.getMBeanServerConnection();
    await().atMost(PATIENCE).until(() -> connection.isRegistered(rule));
    return connector;
  }

  private TimeoutManagerMXBean manager(JMXConnector connector) throws Exception {
    return JMX.newMXBeanProxy(
        connector.getMBeanServerConnection(), manager, TimeoutManagerMXBean.class);
  }

  private RuleMXBean rule(JMXConnector connector) throws Exception {
    return JMX.newMXBeanProxy(connector.getMBeanServerConnection(), rule, RuleMXBean.class);
  }

  private static long job(TimeoutManagerMXBean manager) {
    return manager.getTimers().stream()
        .filter(timer -> timer.rule().equals("nightly import"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @OnEachJdk
  @DisplayName("the read-only role sees everything, is notified, and changes nothing")
  void viewer(Jdk jdk) throws Exception {
    try (ChildJvm program = program(jdk)) {
      JMXServiceURL address = address(jdk, program);
      try (JMXConnector viewer = connect(address, "viewer");
          JMXConnector operator = connect(address, "operator")) {
        MBeanServerConnection connection = viewer.getMBeanServerConnection();
        TimeoutManagerMXBean seen = manager(viewer);
        long id = job(seen);

        assertThat(seen.getStacks()).anyMatch(line -> line.contains("HangingJob.hang"));
        for (ObjectName each : List.of(manager, rule)) {
          assertThat(allAttributes(connection, each)).isTrue();
        }
        List<Runnable> changes =
            List.of(
                () -> seen.cancelTimer(id),
                () -> seen.cancelTimer(id, "x"),
                () -> seen.extendTimer(id, "1s", "x"),
                () -> seen.expireCall(id, "x"),
                () -> seen.cancelTimers("all", "x"),
                () -> seen.extendTimers("all", "1s", "x"),
                () -> seen.expireCalls("all", "x"),
                () -> seen.disable("all", "x"),
                () -> seen.enable("all", "x"),
                () -> seen.pause("all", "x"),
                () -> seen.resume("all", "x"),
                () -> seen.set("nightly import", "mode", "off", "x"),
                () -> seen.reset("nightly import", "x"));
        assertThat(changes)
            .allSatisfy(
                change ->
                    assertThatThrownBy(change::run)
                        .isInstanceOf(SecurityException.class)
                        .hasMessageContaining("Access denied"));
        assertThatThrownBy(() -> connection.setAttribute(rule, new Attribute("Mode", "off")))
            .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> rule(viewer).disable("x")).isInstanceOf(SecurityException.class);
        assertThat(seen.getAudit()).isEmpty();

        ConcurrentLinkedQueue<Notification> notified = new ConcurrentLinkedQueue<>();
        connection.addNotificationListener(manager, (n, handback) -> notified.add(n), null, null);
        manager(operator).extendTimer(id, "30s", "slow bank");
        await().atMost(PATIENCE).until(() -> !notified.isEmpty());
        Notification first = notified.peek();
        assertThat(first.getType()).isEqualTo("curfew.timer.extended");
        assertThat(first.getMessage())
            .isEqualTo(
                "#" + id + " EXTENDED nightly import, 30s more, by operator@127.0.0.1: slow bank");
        assertThat(((CompositeData) first.getUserData()).get("id")).isEqualTo(id);
      }
    }
  }

  private static boolean allAttributes(MBeanServerConnection connection, ObjectName name)
      throws Exception {
    String[] names =
        Arrays.stream(connection.getMBeanInfo(name).getAttributes())
            .map(MBeanAttributeInfo::getName)
            .toArray(String[]::new);
    return names.length > 20 && connection.getAttributes(name, names).size() == names.length;
  }

  @OnEachJdk
  @DisplayName("the audit and the log say who of the read-write role did what, from where and why")
  void operator(Jdk jdk) throws Exception {
    try (ChildJvm program = program(jdk)) {
      try (JMXConnector connector = connect(address(jdk, program), "operator")) {
        TimeoutManagerMXBean operator = manager(connector);
        long id = job(operator);
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    connector
                        .getMBeanServerConnection()
                        .isRegistered(new ObjectName(RuleMXBean.OBJECT_NAME_PREFIX + "report")));

        rule(connector).setMode("OBSERVE");
        rule(connector).reset("as it was");
        String answer = operator.expireCalls("rule:nightly import,older-than:1ms", "stuck\n\"x\"");
        program.awaitLine("stopped by dev.curfew.api.TimeoutExceededException");
        await().atMost(PATIENCE).until(() -> !operator.getHistory().isEmpty());

        assertThat(answer).isEqualTo("EXPIRED 1");
        assertThat(operator.getAudit())
            .extracting(AuditEntry::by)
            .containsOnly("operator@127.0.0.1");
        assertThat(operator.getAudit())
            .extracting(AuditEntry::command, AuditEntry::reason, AuditEntry::outcome)
            .containsExactly(
                tuple("set nightly import mode observe", "", "SET"),
                tuple("reset nightly import", "as it was", "RESET"),
                tuple("expireCalls rule:nightly import,older-than:1ms", "stuck\n\"x\"", "EXPIRED"));
        assertThat(operator.getHistory().get(0).id()).isEqualTo(id);
        assertThat(operator.getHistoryReport())
            .anyMatch(line -> line.startsWith("#" + id + " TIMEOUT (operator) nightly import"))
            .anyMatch(line -> line.contains("HangingJob.hang"));
        assertLogged(id);
        assertThat(program.err()).doesNotContain(" curfew - ");
      }
    }
  }

  private void assertLogged(long id) {
    Path log = directory.resolve("curfew.log");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(log))
                    .anyMatch(line -> line.contains(" ended at=") && line.contains(" id=" + id)));
    assertThat(log)
        .content()
        .contains("rule=\"nightly import\" mode=observe by=\"operator@127.0.0.1\" reason=\"\"")
        .contains("by=\"operator@127.0.0.1\" command=\"reset nightly import\" reason=\"as it was\"")
        .contains("reason=\"stuck\\u000a\\\"x\\\"\" answer=\"EXPIRED 1\"")
        .containsPattern("timed-out at=\\S+ id=" + id + " rule=\"nightly import\" .*HangingJob");
  }
}
