package dev.curfew.jconsole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.jconsole.Program.Depth;
import dev.curfew.jconsole.Reading.Presence;
import dev.curfew.manage.FakeEngine;
import dev.curfew.manage.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A program reached over JMX")
class JmxProgramTest {
  private final FakeEngine engine = new FakeEngine();
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final JmxProgram program = new JmxProgram(() -> server);

  private JmxProgram published() throws Exception {
    Published.in(server, engine);
    return program;
  }

  private static Command command(Action action, String... targets) {
    return new Command(action, List.of(targets), "30s", "because");
  }

  @Test
  @DisplayName("tells timers, rules and audit; history and one timer's stack when asked")
  void reads() throws Exception {
    Reading quick = published().read(Depth.QUICK, Program.NOBODY);
    Reading full = program.read(Depth.FULL, 2);

    assertThat(quick.presence()).isEqualTo(Presence.HERE);
    assertThat(quick.mayAct()).isTrue();
    assertThat(quick.version()).isEqualTo("1.2.3");
    assertThat(quick.timers()).hasSize(4);
    assertThat(quick.rules()).hasSize(3);
    assertThat(quick.slow()).isNull();
    assertThat(full.slow().stack())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("#2 WARNED checkout / payment");
  }

  @Test
  @DisplayName("asking whether one may act leaves no trace")
  void probe() throws Exception {
    published().read(Depth.FULL, Program.NOBODY);

    assertThat(engine.commands()).isEmpty();
    assertThat(program.read(Depth.QUICK, Program.NOBODY).audit()).isEmpty();
  }

  @Test
  @SuppressWarnings("BanJNDI") // the address is our own
  @DisplayName("of a user who may only read it is known, all is read, and nothing is done")
  void readOnly(@TempDir Path directory) throws Exception {
    // given
    published();
    Path passwords = Files.writeString(directory.resolve("password"), "viewer secret\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    Path access = Files.writeString(directory.resolve("access"), "viewer readonly\n");
    JMXConnectorServer listening =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://"),
            Map.of(
                "jmx.remote.x.password.file", passwords.toString(),
                "jmx.remote.x.access.file", access.toString()),
            server);
    listening.start();
    try (JMXConnector viewer =
        JMXConnectorFactory.connect(
            listening.getAddress(),
            Map.of(JMXConnector.CREDENTIALS, new String[] {"viewer", "secret"}))) {
      MBeanServerConnection connection = viewer.getMBeanServerConnection();
      JmxProgram seen = new JmxProgram(() -> connection);

      // when
      Reading reading = seen.read(Depth.FULL, 2);

      // then
      assertThat(reading.mayAct()).isFalse();
      assertThat(reading.timers()).hasSize(4);
      assertThat(reading.slow().stack()).isNotEmpty();
      assertThatThrownBy(() -> seen.perform(command(Action.EXPIRE, "2")))
          .isInstanceOf(SecurityException.class);
      assertThat(engine.commands()).isEmpty();
    } finally {
      listening.stop();
    }
  }

  @Test
  @DisplayName("no Curfew and no connection are told apart")
  void absent() throws Exception {
    JmxProgram unconnected = new JmxProgram(() -> null);

    assertThat(program.read(Depth.FULL, 1).presence()).isEqualTo(Presence.NO_CURFEW);
    assertThat(unconnected.read(Depth.FULL, 1).presence()).isEqualTo(Presence.NO_CONNECTION);
    assertThatThrownBy(() -> unconnected.perform(command(Action.CANCEL, "1")))
        .isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("does what a button says, with the reason, and answers in a sentence")
  void one() throws Exception {
    published();

    assertThat(program.perform(command(Action.CANCEL, "1"))).startsWith("CANCELLED: timer 1");
    assertThat(program.perform(command(Action.EXTEND, "1"))).startsWith("EXTENDED: timer 1");
    assertThat(program.perform(command(Action.EXPIRE, "1"))).startsWith("EXPIRED: timer 1");
    assertThat(program.perform(command(Action.DISABLE, "rule:payment"))).startsWith("DISABLED: ");
    assertThat(program.perform(command(Action.ENABLE, "all"))).startsWith("ENABLED: ");
    assertThat(engine.commands())
        .containsExactly(
            "cancelTimer 1 by local because because",
            "extendTimer 30000000000 1 by local because because",
            "expireCall 1 by local because because",
            "disableRule payment by local because because",
            "enableAll by local because because");
  }

  @Test
  @DisplayName("for many, the answer counts the outcomes")
  void many() throws Exception {
    published();

    assertThat(program.perform(command(Action.CANCEL, "1", "2"))).startsWith("CANCELLED 2");
    assertThat(program.perform(command(Action.EXTEND, "1", "2"))).startsWith("EXTENDED 2");
    assertThat(program.perform(command(Action.EXPIRE, "1", "3")))
        .startsWith("EXPIRED 1, TOO_LATE 1");
    assertThat(program.perform(command(Action.DISABLE, "1", "2", "77")))
        .isEqualTo("DISABLED 2, NO_SUCH_TIMER 1");
  }

  @Test
  @DisplayName("a duration that is none is refused with what is allowed")
  void refused() throws Exception {
    published();

    assertThatThrownBy(() -> program.perform(new Command(Action.EXTEND, List.of("1"), "soon", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("soon");
    assertThat(engine.commands()).isEmpty();
  }
}
