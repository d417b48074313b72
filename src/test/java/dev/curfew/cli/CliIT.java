package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The packaged command line")
class CliIT {
  private static final Path JAR =
      Path.of(System.getProperty("curfew.test.target", "target"), "curfew.jar");

  private final List<Process> started = new ArrayList<>();

  @TempDir private Path directory;

  @AfterEach
  void endProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  private record Result(int exitCode, String out, String err) {}

  private Result run(Path jdk, List<String> options, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Jdks.java(jdk)));
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(Arrays.asList(words));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process =
        start(new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command.toString()).isTrue();
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.ISO_8859_1),
        Files.readString(err, StandardCharsets.ISO_8859_1));
  }

  private Result run(String... words) throws Exception {
    return run(Jdks.running(), List.of(), words);
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** Returns when the program runs. */
  private String program(Path jdk, List<String> options, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Jdks.java(jdk)));
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ManagedProgram.class.getName()));
    command.addAll(Arrays.asList(arguments));
    Process process =
        start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("ready");
    return Long.toString(process.pid());
  }

  private String program(String... arguments) throws Exception {
    return program(Jdks.running(), List.of(), arguments);
  }

  private static JsonArray json(Result result) {
    return JsonParser.parseString(result.out()).getAsJsonArray();
  }

  static List<List<Path>> jdks() {
    return Jdks.pairs();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName("lists, cancels, extends, expires, disables and enables across JDKs")
  void commands(List<Path> jdks) throws Exception {
    Path jdk = jdks.get(0);
    String pid = program(jdks.get(1), List.of());

    Result list = run(jdk, List.of(), "list", pid, "--json");

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
    Result result = run("cancel", program(), "77");

    assertThat(result)
        .isEqualTo(new Result(5, "", "curfew: NO_SUCH_TIMER: there is no timer 77" + eol()));
  }

  @Test
  @DisplayName("waits for the MBean, which comes a second after the agent")
  void waitsForMBean() throws Exception {
    Result result = run("list", program("late"), "--json");

    assertThat(result.err()).isEmpty();
    assertThat(json(result)).hasSize(4);
  }

  @Test
  @DisplayName("does not wait for ever for the MBean")
  void mbeanNeverComes() throws Exception {
    Result result = run("list", program("never"));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("has not registered its MBean yet");
  }

  @Test
  @DisplayName("ends with 4 in a JVM without Curfew, and opens no port there")
  void noCurfew() throws Exception {
    String pid = program("without");

    Result result = run("list", pid);

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
    Process sleep = start(new ProcessBuilder("sleep", "60"));

    Result result = run("list", Long.toString(sleep.pid()));

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
    Process ended = start(new ProcessBuilder("sleep", "0"));
    ended.waitFor();

    Result result = run("list", Long.toString(ended.pid()));

    assertThat(result)
        .isEqualTo(new Result(3, "", "curfew: there is no process " + ended.pid() + eol()));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"shop", "1.5", "", "-x"})
  @DisplayName("ends with 2 when the process id is none")
  void noPid(String pid) throws Exception {
    Result result = run("list", pid);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  @DisplayName("ends with 3 when the JVM takes no attach")
  void attachDisabled() throws Exception {
    String pid = program(Jdks.running(), List.of("-XX:+DisableAttachMechanism"));

    Result result = run("list", pid);

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

    Result result = run(Jdks.running(), options, "list", program());

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            "curfew: this Java has no module jdk.attach; run the command with the java of a JDK"
                + eol());
    assertThat(run(Jdks.running(), options, "ps").exitCode()).isEqualTo(3);
  }

  @Test
  @DisplayName("ps names the JVMs with and without Curfew, and not itself")
  void ps() throws Exception {
    String with = program();
    String without = program("without");

    Result result = run("ps");

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
