package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import com.sun.tools.attach.VirtualMachine;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The packaged command line")
class CliIT {
  private final List<ChildJvm> programs = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endProcesses() throws Exception {
    processes.forEach(Process::destroyForcibly);
    for (ChildJvm program : programs) {
      program.close();
    }
  }

  private static Ended run(Jdk jdk, List<String> options, String... words) throws Exception {
    try (ChildJvm cli = ChildJvm.java(jdk).options(options).jar(ChildJvm.agentJar(), words)) {
      return cli.ended();
    }
  }

  private static Ended run(String... words) throws Exception {
    return run(Jdk.running(), List.of(), words);
  }

  /** Something that is no JVM. */
  private Process process(String... command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  /** Returns when the program runs. */
  private String program(Jdk jdk, List<String> options, String... arguments) throws Exception {
    ChildJvm program =
        ChildJvm.java(jdk)
            .options(options)
            .ownClassPath()
            .main(ManagedProgram.class.getName(), arguments);
    programs.add(program);
    return Long.toString(program.awaitLine("ready").pid());
  }

  private String program(String... arguments) throws Exception {
    return program(Jdk.running(), List.of(), arguments);
  }

  private static JsonArray json(Ended result) {
    return JsonParser.parseString(result.out()).getAsJsonArray();
  }

  static Stream<Arguments> pairs() {
    return Jdk.all().stream()
        .flatMap(cli -> Jdk.all().stream().map(program -> Arguments.of(cli, program)));
  }

  @ParameterizedTest(name = "{0} commands {1}")
  @MethodSource("pairs")
  @DisplayName("lists, cancels, extends, expires, disables and enables across JDKs")
  void commands(Jdk jdk, Jdk programs) throws Exception {
    String pid = program(programs, List.of());

    Ended list = run(jdk, List.of(), "list", pid, "--json");

    assertThat(list.err()).isEmpty();
    assertThat(list.exitCode()).isZero();
    assertThat(json(list)).hasSize(4);
    assertThat(run(jdk, List.of(), "cancel", pid, "1").out()).startsWith("CANCELLED: timer 1");
    assertThat(run(jdk, List.of(), "extend", pid, "1", "30s").out()).startsWith("EXTENDED: ");
    assertThat(run(jdk, List.of(), "expire", pid, "1").out()).startsWith("EXPIRED: timer 1");
    assertThat(run(jdk, List.of(), "disable", pid).out()).startsWith("DISABLED: all rules");
    assertThat(run(jdk, List.of(), "list", pid).err()).contains("all rules are disabled");
    assertThat(run(jdk, List.of(), "enable", pid).out()).startsWith("ENABLED: all rules");
  }

  @Test
  @DisplayName("ends with 5 when a command is refused")
  void refused() throws Exception {
    Ended result = run("cancel", program(), "77");

    assertThat(result)
        .isEqualTo(new Ended(5, "", "curfew: NO_SUCH_TIMER: there is no timer 77" + eol()));
  }

  @Test
  @DisplayName("waits for the MBean, which comes a second after the agent")
  void waitsForMBean() throws Exception {
    Ended result = run("list", program("late"), "--json");

    assertThat(result.err()).isEmpty();
    assertThat(json(result)).hasSize(4);
  }

  @Test
  @DisplayName("does not wait for ever for the MBean, and says so where there is no other way")
  void mbeanNeverComes() throws Exception {
    String pid = program(Jdk.running(), List.of("-XX:-EnableDynamicAgentLoading"), "never");

    Ended result = run("list", pid);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .startsWith(
            "curfew: Curfew runs in JVM "
                + pid
                + " and has registered no MBean, or not yet; without it: JVM "
                + pid);
  }

  @Test
  @DisplayName("ends with 4 in a JVM without Curfew, and opens no port there")
  void noCurfew() throws Exception {
    String pid = program("without");

    Ended result = run("list", pid);

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).startsWith("curfew: Curfew does not run in JVM " + pid);
    assertThat(result.err().lines()).hasSize(1);
    VirtualMachine jvm = VirtualMachine.attach(pid);
    assertThat(jvm.getAgentProperties())
        .doesNotContainKey("com.sun.management.jmxremote.localConnectorAddress");
    jvm.detach();
  }

  @Test
  @DisplayName("leaves a process alone that is no JVM: sleep lives on")
  void sleepSurvives() throws Exception {
    Process sleep = process("sleep", "60");

    Ended result = run("list", Long.toString(sleep.pid()));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            "curfew: process "
                + sleep.pid()
                + " is not a JVM that takes commands (it was not touched)"
                + eol());
    assertThat(sleep.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  @DisplayName("ends with 3 when the process has ended")
  void deadProcess() throws Exception {
    Process ended = process("sleep", "0");
    ended.waitFor();

    Ended result = run("list", Long.toString(ended.pid()));

    assertThat(result)
        .isEqualTo(new Ended(3, "", "curfew: there is no process " + ended.pid() + eol()));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "-x"})
  @DisplayName("ends with 2 when no JVM is named")
  void noJvm(String word) throws Exception {
    Ended result = run("list", word);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  @DisplayName("ends with 3 when the JVM takes no attach")
  void attachDisabled() throws Exception {
    String pid = program(Jdk.running(), List.of("-XX:+DisableAttachMechanism"));

    Ended result = run("list", pid);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            "curfew: JVM "
                + pid
                + " was started with -XX:+DisableAttachMechanism and takes no commands"
                + eol());
  }

  @Test
  @DisplayName("ends with 3 when its own Java has no jdk.attach")
  void withoutJdkAttach() throws Exception {
    List<String> options = List.of("--limit-modules", "java.se");

    Ended result = run(Jdk.running(), options, "list", program());

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            "curfew: this Java has no module jdk.attach; run the command with the java of a JDK"
                + eol());
    assertThat(run(Jdk.running(), options, "ps").exitCode()).isEqualTo(3);
  }

  @Test
  @DisplayName("ps names the JVMs with and without Curfew, and not itself")
  void ps() throws Exception {
    String with = program();
    String without = program("without");

    Ended result = run("ps");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsPattern("(?m)^ *" + with + " +1\\.2\\.3 +" + ManagedProgram.class.getName() + "$")
        .containsPattern("(?m)^ *" + without + " +no +" + ManagedProgram.class.getName() + "$")
        .doesNotContain("curfew.jar ps");
  }

  private static String eol() {
    return System.lineSeparator();
  }
}
