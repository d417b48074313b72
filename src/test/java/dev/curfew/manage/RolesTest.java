package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Through a JMX connector with a read-only and a read-write role")
class RolesTest {
  private final FakeEngine engine = new FakeEngine();
  private final ObjectName name;
  private JMXConnectorServer connectorServer;
  private MBeanServer server;

  @TempDir private Path directory;

  RolesTest() throws Exception {
    name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
  }

  @BeforeEach
  void listen() throws Exception {
    server = MBeanServerFactory.newMBeanServer();
    Registration.in(
        server,
        new TimeoutManager(engine, "1", "pairs", new FakeMatches(), new FixedConfiguration()));
    Path passwords = directory.resolve("password");
    Path access = directory.resolve("access");
    Files.writeString(passwords, "viewer secret\noperator secret\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(access, "viewer readonly\noperator readwrite\n");
    connectorServer =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://"),
            Map.of(
                "jmx.remote.x.password.file", passwords.toString(),
                "jmx.remote.x.access.file", access.toString()),
            server);
    connectorServer.start();
  }

  @AfterEach
  void stop() throws Exception {
    connectorServer.stop();
  }

  @SuppressWarnings("BanJNDI") // the address is our own
  private JMXConnector connect(String user) throws Exception {
    return JMXConnectorFactory.connect(
        connectorServer.getAddress(),
        Map.of(JMXConnector.CREDENTIALS, new String[] {user, "secret"}));
  }

  @Test
  @DisplayName("a read-only user sees every attribute")
  void readOnlySees() throws Exception {
    try (JMXConnector connector = connect("viewer")) {
      MBeanServerConnection connection = connector.getMBeanServerConnection();
      String[] attributes =
          Arrays.stream(connection.getMBeanInfo(name).getAttributes())
              .map(MBeanAttributeInfo::getName)
              .toArray(String[]::new);

      assertThat(connection.getAttributes(name, attributes)).hasSameSizeAs(attributes);
      assertThat(JMX.newMXBeanProxy(connection, name, TimeoutManagerMXBean.class).getTimers())
          .hasSize(4);
    }
  }

  @Test
  @DisplayName("a read-only user can change nothing")
  void readOnlyActsNot() throws Exception {
    try (JMXConnector connector = connect("viewer")) {
      TimeoutManagerMXBean manager =
          JMX.newMXBeanProxy(
              connector.getMBeanServerConnection(), name, TimeoutManagerMXBean.class);

      assertThatThrownBy(() -> manager.cancelTimer(1))
          .isInstanceOf(SecurityException.class)
          .hasMessageContaining("Access denied");
      assertThat(engine.commands()).isEmpty();
    }
  }

  @Test
  @DisplayName("the audit log names the user who acted")
  void userIsNamed() throws Exception {
    try (JMXConnector connector = connect("operator")) {
      JMX.newMXBeanProxy(connector.getMBeanServerConnection(), name, TimeoutManagerMXBean.class)
          .cancelTimer(1);

      assertThat(engine.commands())
          .singleElement()
          .asString()
          .startsWith("cancelTimer 1 by operator@");
    }
  }
}
