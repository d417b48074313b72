package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("doctor says")
class ExaminationTest {
  @TempDir private Path proc;
  private final Map<String, String> properties =
      new HashMap<>(Map.of("java.version", "17.0.15", "user.name", "shop"));
  private String options = "";
  private boolean closed;

  private void status(String... lines) throws Exception {
    Path process = Files.createDirectories(proc.resolve("42"));
    Files.write(process.resolve("status"), List.of(lines));
  }

  private List<String> examine() {
    return examine(pid -> new Fake());
  }

  private List<String> examine(Examination.Attach attach) {
    return new Examination(42, proc, attach).findings().stream().map(Finding::toString).toList();
  }

  /** A JVM as the test has set it up. */
  private final class Fake implements Told {
    @Override
    public @Nullable String systemProperty(String name) {
      return properties.get(name);
    }

    @Override
    public String options() {
      return options;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Nested
  @DisplayName("of a container")
  class Container {

    @Test
    @DisplayName("that the process has another id inside of it, where commands have to run")
    void inside() throws Exception {
      status("Name:\tjava", "NSpid:\t42\t317\t7", "State:\tS (sleeping)");

      assertThat(examine())
          .first()
          .isEqualTo(
              "NOTE   the process is in a container, where its id is 7; attach and commands without"
                  + " JMX work inside of it alone, with a curfew.jar that is there");
    }

    @Test
    @DisplayName("nothing of a process that is in none, or of which nothing can be read")
    void none() throws Exception {
      assertThat(examine()).noneMatch(finding -> finding.contains("container"));

      status("Name:\tjava", "NSpid:\t42");

      assertThat(examine()).noneMatch(finding -> finding.contains("container"));
    }

    @Test
    @DisplayName("so also when the process can't be attached to, which is then the reason")
    void unreachable() throws Exception {
      status("NSpid:\t42\t1");

      assertThat(
              examine(
                  pid -> {
                    throw new CommandFailure(ExitCode.UNREACHABLE, "JVM 42 does not answer");
                  }))
          .containsExactly(
              "NOTE   the process is in a container, where its id is 1; attach and commands without"
                  + " JMX work inside of it alone, with a curfew.jar that is there",
              "WRONG  JVM 42 does not answer");
    }
  }

  @Test
  @DisplayName("whose a JVM is that another user runs, and ends as other commands do")
  void otherUser() {
    Examination.Attach attach =
        pid -> {
          throw new CommandFailure(
              ExitCode.UNREACHABLE,
              "process 42 belongs to user shop; run the command as that user");
        };

    assertThat(new Examination(42, proc, attach).findings())
        .containsExactly(
            Finding.wrong(
                "process 42 belongs to user shop; run the command as that user",
                ExitCode.UNREACHABLE));
  }

  @Nested
  @DisplayName("where Curfew does not run")
  class WithoutCurfew {

    @Test
    @DisplayName("that the agent has failed to start, and where the reason stands")
    void failedAgent() {
      options = "-Xmx1g -javaagent:/opt/curfew.jar=/etc/curfew.yaml";

      assertThat(examine())
          .containsExactly(
              "OK     JVM 42: Java 17.0.15 of user shop, attached",
              "WRONG  Curfew does not run there, though an option -javaagent names it; the lines of"
                  + " that JVM's stderr that begin with \"curfew:\" say why");
      assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-Xmx1g", "-javaagent:/opt/other.jar -Dapp=curfew"})
    @DisplayName("how to bring it there when no option names it")
    void noAgent(String given) {
      options = given;

      assertThat(examine())
          .last()
          .asString()
          .startsWith("WRONG  Curfew does not run there; start the program with -javaagent:")
          .endsWith("java -jar curfew.jar attach 42 --config curfew.yaml");
    }
  }

  @Nested
  @DisplayName("where Curfew runs")
  class WithCurfew {

    @Test
    @DisplayName("nothing but that")
    void runs() {
      properties.put("curfew.version", "1.2.3");

      assertThat(examine())
          .containsExactly(
              "OK     JVM 42: Java 17.0.15 of user shop, attached",
              "OK     Curfew 1.2.3 runs there");
    }

    @Test
    @DisplayName("that there is no MBean, so that JConsole shows nothing")
    void noMBean() {
      properties.put("curfew.version", "1.2.3");
      properties.put("curfew.mbean", "none");

      assertThat(examine())
          .last()
          .asString()
          .startsWith("NOTE   it has no MBean")
          .contains("JConsole");
    }

    @Test
    @DisplayName("that the MBean waits for a server")
    void later() {
      properties.put("curfew.version", "1.2.3");
      properties.put("curfew.mbean", "later");

      assertThat(examine())
          .last()
          .asString()
          .startsWith("NOTE   it gets its MBean when the server");
    }
  }

  @ParameterizedTest(name = "Java {0} with \"{1}\": {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "17.0.15 | '' | ''",
        "21.0.2  | '' | Java 21 and newer warn",
        "25      | '' | Java 21 and newer warn",
        "25-ea   | '' | Java 21 and newer warn",
        "25      | -XX:+EnableDynamicAgentLoading | ''",
        "17.0.15 | -XX:-EnableDynamicAgentLoading | attach and commands by jcmd are refused",
        "25 | -XX:+EnableDynamicAgentLoading -XX:-EnableDynamicAgentLoading"
            + " | attach and commands by jcmd are refused",
        "25 | -XX:-EnableDynamicAgentLoading -XX:+EnableDynamicAgentLoading | ''",
      })
  @DisplayName("what loading an agent into the JVM would do, the last option counts")
  void dynamicLoading(String java, String given, String note) {
    properties.put("java.version", java);
    properties.put("curfew.version", "1.2.3");
    options = given;

    List<String> notes = examine().stream().filter(f -> f.startsWith("NOTE")).toList();

    if (note.isEmpty()) {
      assertThat(notes).isEmpty();
    } else {
      assertThat(notes).singleElement().asString().contains(note);
    }
  }
}
