package dev.curfew.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import dev.curfew.driver.DriverMXBean;
import dev.curfew.manage.AuditEntry;
import dev.curfew.manage.RuleInfo;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.manage.TimerInfo;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jars;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In a real JConsole, the tab Timeouts")
class JConsoleIT {
  private static final Path TARGET = Path.of(System.getProperty("curfew.test.target"));
  private static final String CONFIGURATION =
      """
      defaults: {grace: 10s}
      rules:
        - {name: nightly import, methods: com.example.shop.Shop#nightlyImport, timeout: 2h}
        - {name: checkout, methods: com.example.shop.Shop#checkout, timeout: 30m}
        - {name: payment, methods: com.example.shop.Shop#payment, timeout: 50m}
        - {name: report, methods: com.example.shop.Shop#report, timeout: 40m}
      """;

  private static final List<JMXConnector> CONNECTORS = new ArrayList<>();

  private static VirtualScreen screen;
  private static Path driverJar;

  @TempDir private static Path directory;

  private DriverMXBean console;

  @BeforeAll
  static void open() throws Exception {
    try {
      screen = VirtualScreen.start();
    } catch (IllegalStateException e) {
      if (Boolean.getBoolean("curfew.display.required")) {
        throw e;
      }
      System.out.println("NOT TESTED in a real JConsole: " + e.getMessage());
      Assumptions.abort(e.getMessage());
    }
    driverJar =
        Jars.ofPackage(
            directory.resolve("driver.jar"),
            Map.of("Premain-Class", "dev.curfew.driver.Driver"),
            "dev.curfew.driver");
  }

  @AfterEach
  void disconnect() {
    for (JMXConnector connector : CONNECTORS) {
      try {
        connector.close();
      } catch (IOException e) {
        // The JVM at the other end has been ended.
      }
    }
    CONNECTORS.clear();
  }

  @AfterAll
  static void close() {
    if (screen != null) {
      screen.close();
    }
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }

  private static String localAddress(ChildJvm jvm) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
    try {
      return machine.startLocalManagementAgent();
    } finally {
      machine.detach();
    }
  }

  @SuppressWarnings("BanJNDI") // the address is our own
  private static <T> T proxy(ChildJvm jvm, String name, Class<T> type) throws Exception {
    // A JVM that has just been started can't do it yet.
    String address = soon().ignoreExceptions().until(() -> localAddress(jvm), Objects::nonNull);
    JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
    CONNECTORS.add(connector);
    MBeanServerConnection connection = connector.getMBeanServerConnection();
    ObjectName objectName = new ObjectName(name);
    soon().until(() -> connection.isRegistered(objectName));
    return JMX.newMXBeanProxy(connection, objectName, type);
  }

  private ChildJvm jconsole(Jdk jdk, ChildJvm program) throws Exception {
    ChildJvm jconsole =
        ChildJvm.tool(jdk, "jconsole")
            .environment("DISPLAY", screen.display())
            .options(
                "-J-javaagent:" + driverJar,
                "-J-Duser.language=en",
                "-J-Djava.util.prefs.userRoot=" + directory,
                "-pluginpath",
                ChildJvm.agentJar().toString(),
                Long.toString(program.pid()))
            .start();
    console = proxy(jconsole, DriverMXBean.OBJECT_NAME, DriverMXBean.class);
    click("text:Insecure connection");
    soon().until(() -> !console.isShown("text:Insecure connection"));
    console.maximize();
    soon()
        .ignoreExceptions()
        .until(
            () -> {
              console.clickTab("Timeouts");
              return console.isShown("curfew.timers");
            });
    return jconsole;
  }

  private void click(String component) {
    soon().until(() -> console.isShown(component) && console.isEnabled(component));
    console.click(component);
  }

  private void clickRow(String table, String cell, boolean added) {
    soon().until(() -> console.clickRow(table, cell, added));
  }

  private void awaitRow(String table, String part) {
    soon().until(() -> Arrays.stream(console.rows(table)).anyMatch(row -> row.contains(part)));
  }

  private static TimerInfo on(TimeoutManagerMXBean manager, String rule, String thread) {
    return manager.getTimers().stream()
        .filter(timer -> timer.rule().equals(rule) && timer.threadName().equals(thread))
        .findFirst()
        .orElseThrow();
  }

  private static RuleInfo rule(TimeoutManagerMXBean manager, String name) {
    return manager.getRules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Does a test's work; what the screen showed when it failed is in the build's directory. */
  private void seen(Jdk jdk, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | AssertionError e) {
      screenshot(jdk, "failed");
      throw e;
    }
  }

  private void screenshot(Jdk jdk, String name) {
    String file = "jconsole-" + name + "-" + jdk.feature() + ".png";
    console.screenshot(TARGET.resolve(file).toAbsolutePath().toString());
  }

  @OnEachJdk
  @DisplayName("does with each button what the program then has")
  void eachButton(Jdk jdk) throws Exception {
    Path configuration = directory.resolve("shop.yaml");
    Files.writeString(configuration, CONFIGURATION);
    try (ChildJvm program =
            ChildJvm.java(jdk)
                .agent(configuration.toString())
                .classPath(ChildJvm.testClasses())
                .main("com.example.shop.Shop");
        ChildJvm jconsole = jconsole(jdk, program.awaitLine("ready"))) {
      TimeoutManagerMXBean manager =
          proxy(program, TimeoutManagerMXBean.OBJECT_NAME, TimeoutManagerMXBean.class);
      awaitRow("curfew.timers", "report-1");

      seen(
          jdk,
          () -> {
            showsParentsAndStack(jdk);
            extends1(manager);
            cancels(manager);
            disablesAndEnables(manager);
            expiresTwo(manager);
            rules(jdk, manager);
            past(jdk, manager);
          });

      program.kill();
      soon().until(() -> console.text("curfew.state").startsWith("No connection"));
      assertThat(console.isEnabled("curfew.expire")).isFalse();
      assertThat(console.tooltip("curfew.expire")).startsWith("No connection");
      assertThat(jconsole.pid()).isPositive();
    }
  }

  private void showsParentsAndStack(Jdk jdk) {
    soon().until(() -> console.rows("curfew.timers").length == 12);
    awaitRow("curfew.timers", "|\u2514 payment|");
    clickRow("curfew.timers", "report-1", false);
    soon().until(() -> console.text("curfew.stack").contains("com.example.shop.Shop.report"));
    screenshot(jdk, "timers");
  }

  private void extends1(TimeoutManagerMXBean manager) {
    console.type("curfew.reason", "the disk is slow");
    console.type("curfew.duration", "1h");
    click("curfew.extend");
    soon().until(() -> on(manager, "report", "report-1").remainingMillis() > 5_000_000);
    soon().until(() -> console.text("curfew.answer").startsWith("EXTENDED: timer"));
    assertThat(manager.getAudit())
        .last()
        .extracting(AuditEntry::reason)
        .isEqualTo("the disk is slow");
  }

  private void cancels(TimeoutManagerMXBean manager) {
    click("curfew.cancel");
    click("text:Leave alone");
    soon().until(() -> console.text("curfew.answer").equals("Nothing was done"));
    click("curfew.cancel");
    click("text:Cancel 1 call");
    soon().until(() -> on(manager, "report", "report-1").timeoutMillis() == null);
  }

  private void disablesAndEnables(TimeoutManagerMXBean manager) {
    clickRow("curfew.timers", "report-2", false);
    click("curfew.disable");
    soon().until(() -> on(manager, "report", "report-2").effectiveMode().equals("observe"));
    click("curfew.enable");
    soon().until(() -> on(manager, "report", "report-2").effectiveMode().equals("interrupt"));
  }

  private void expiresTwo(TimeoutManagerMXBean manager) {
    console.type("curfew.filter", "rule:checkout");
    soon().until(() -> console.rows("curfew.timers").length == 4);
    clickRow("curfew.timers", "checkout-1", false);
    clickRow("curfew.timers", "checkout-2", true);
    click("curfew.expire");
    click("text:Expire 2 calls");
    soon()
        .until(
            () ->
                manager.getHistory().stream()
                        .filter(t -> t.rule().equals("checkout") && t.status().equals("TIMEOUT"))
                        .count()
                    == 2);
    soon().until(() -> console.text("curfew.answer").startsWith("EXPIRED 2"));
    console.type("curfew.filter", "");
  }

  private void rules(Jdk jdk, TimeoutManagerMXBean manager) {
    console.clickTab("Rules");
    awaitRow("curfew.rules", "checkout");
    clickRow("curfew.rules", "checkout", false);
    click("curfew.rule.disable");
    soon().until(() -> rule(manager, "checkout").effectiveMode().equals("observe"));
    screenshot(jdk, "rules");
    click("curfew.rule.enable");
    soon().until(() -> rule(manager, "checkout").effectiveMode().equals("interrupt"));
    click("curfew.all.disable");
    soon().until(() -> !manager.isEnabled());
    soon().until(() -> console.text("curfew.state").startsWith("All rules are DISABLED"));
    click("curfew.all.enable");
    soon().until(manager::isEnabled);
  }

  private void past(Jdk jdk, TimeoutManagerMXBean manager) {
    console.clickTab("History");
    awaitRow("curfew.history", "TIMEOUT|operator");
    clickRow("curfew.history", "TIMEOUT", false);
    soon().until(() -> console.text("curfew.ended").contains("com.example.shop.Shop.payment"));
    screenshot(jdk, "history");
    console.clickTab("Audit");
    List<AuditEntry> audit = manager.getAudit();
    soon().until(() -> console.rows("curfew.audit").length == audit.size());
    assertThat(audit).allMatch(entry -> entry.reason().equals("the disk is slow"));
    screenshot(jdk, "audit");
  }

  @OnEachJdk
  @DisplayName("says so when there is no Curfew in the program")
  void noCurfew(Jdk jdk) throws Exception {
    try (ChildJvm program =
            ChildJvm.java(jdk).classPath(ChildJvm.testClasses()).main("com.example.shop.Shop");
        ChildJvm jconsole = jconsole(jdk, program.awaitLine("ready"))) {
      soon().until(() -> console.text("curfew.state").startsWith("There is no Curfew"));

      assertThat(console.isEnabled("curfew.expire")).isFalse();
      assertThat(jconsole.pid()).isPositive();
    }
  }
}
