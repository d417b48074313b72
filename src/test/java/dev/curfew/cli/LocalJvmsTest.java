package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.curfew.manage.FakeEngine;
import dev.curfew.manage.Published;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The tests' JVM attaches to itself, which its options allow; {@link CliIT} does it with others.
 */
@DisplayName("The way through attach and JMX")
class LocalJvmsTest {
  private static final String SELF = Long.toString(ProcessHandle.current().pid());

  private final FakeEngine engine = new FakeEngine();
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void beUnderCurfew() throws Exception {
    System.setProperty("curfew.version", "1.2.3");
    Published.in(server, engine);
  }

  @AfterEach
  void beFree() throws Exception {
    System.clearProperty("curfew.version");
    server.unregisterMBean(FakeJvms.name());
  }

  private int run(String... words) {
    return Main.run(words, new PrintWriter(out), new PrintWriter(err));
  }

  @Test
  @DisplayName("brings the timers")
  void timers() {
    assertThat(run("list", SELF, "--json")).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(JsonParser.parseString(out.toString()).getAsJsonArray()).hasSize(4);
  }

  @Test
  @DisplayName("brings a command there, which the audit log knows as local")
  void command() {
    assertThat(run("cancel", SELF, "1")).isZero();

    assertThat(engine.commands()).containsExactly("cancelTimer 1 by local");
  }

  @Test
  @DisplayName("brings bad input back as a sentence")
  void badInput() {
    assertThat(run("extend", SELF, "1", "soon")).isEqualTo(2);

    assertThat(err.toString()).startsWith("curfew: 'soon' is not a duration; allowed:");
  }

  @Test
  @DisplayName("ends where Curfew is not")
  void noCurfew() {
    System.clearProperty("curfew.version");

    assertThat(run("list", SELF)).isEqualTo(4);

    assertThat(err.toString())
        .startsWith("curfew: Curfew does not run in JVM " + SELF + "; start it with -javaagent");
  }

  @Test
  @DisplayName("does not list the JVM that asks")
  void notItself() {
    assertThat(run("ps")).isZero();

    assertThat(out.toString().lines()).first().asString().matches("( *)PID  CURFEW +MAIN CLASS");
    assertThat(out.toString().lines()).noneMatch(line -> line.strip().startsWith(SELF + " "));
  }
}
