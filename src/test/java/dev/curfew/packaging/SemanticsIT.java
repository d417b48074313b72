package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What happens at, before and after the deadline, in a JVM of its own")
@Timeout(180)
class SemanticsIT {
  @TempDir Path records;

  private ChildJvm program(Jdk jdk, String agentArgument, String main, String... arguments)
      throws IOException {
    return ChildJvm.java(jdk)
        .agent(
            agentArgument + ";records.directory=" + records.resolve(String.valueOf(jdk.feature())))
        .classPath(ChildJvm.testClasses())
        .main("com.example.jobs." + main, arguments);
  }

  /** Those of an event, in the order in which they were written. */
  private static List<JsonObject> records(Path directory, String event) throws IOException {
    List<JsonObject> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonObject record = JsonParser.parseString(line).getAsJsonObject();
          if (record.get("event").getAsString().equals(event)) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }

  private static void untilPassed(long seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    await().forever().until(() -> System.nanoTime() > end);
  }

  @OnEachJdk
  @DisplayName(
      "case 9: what ignores its interrupt is ABANDONED and listed; when it ends it is a TIMEOUT that"
          + " recovered, with three stacks")
  void zombie(Jdk jdk) throws Exception {
    try (ChildJvm program =
        program(jdk, "com.example.jobs.Zombie#spin=2s;grace=500ms", "ZombieProgram")) {
      Ended ended = program.ended();

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.out().lines())
          .containsExactly(
              "abandoned 1", "stopped by dev.curfew.api.TimeoutExceededException", "still alive");
    }
    JsonObject record = records(records.resolve(String.valueOf(jdk.feature())), "ended").get(0);
    assertThat(record.get("status").getAsString()).isEqualTo("TIMEOUT");
    assertThat(record.get("recovered").getAsBoolean()).isTrue();
    assertThat(record.getAsJsonObject("stacks").keySet())
        .containsExactlyInAnyOrder("warning", "expiry", "graceEnd");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName(
      "case 19: the time in which the process was stopped does not count, unless it shall; it is"
          + " listed and recorded")
  void stall() throws Exception {
    List<ChildJvm> excluding = new ArrayList<>();
    List<ChildJvm> including = new ArrayList<>();
    String rule = "com.example.jobs.Steps#run=10s";
    try {
      for (Jdk jdk : Jdk.all()) {
        excluding.add(program(jdk, rule, "StepsProgram", "30", "Stalls", "StalledMillis"));
        including.add(program(jdk, rule + ";clock.stalls=include", "StepsProgram", "30"));
      }
      List<ChildJvm> all = Stream.concat(excluding.stream(), including.stream()).toList();
      for (ChildJvm program : all) {
        // at once: the first would else be done when the last is up
        program.awaitLine("up");
        signal("-STOP", List.of(program));
      }
      untilPassed(12);
      signal("-CONT", all);

      for (ChildJvm program : excluding) {
        List<String> out = program.ended().out().lines().toList();
        assertThat(out).contains("up", "done");
        // one, or more: a busy machine may let all of the process wait once again
        assertThat(out.get(2)).matches("Stalls [1-9]");
        assertThat(millis(out.get(3))).isBetween(11_000L, 60_000L);
        assertThat(program.err()).containsPattern("stalled at=\\S+ from=");
      }
      for (ChildJvm program : including) {
        assertThat(program.ended().out()).contains("stopped by");
      }
    } finally {
      for (ChildJvm program : excluding) {
        program.close();
      }
      for (ChildJvm program : including) {
        program.close();
      }
    }
    for (Jdk jdk : Jdk.all()) {
      List<JsonObject> ended = records(records.resolve(String.valueOf(jdk.feature())), "ended");
      assertThat(ended).hasSize(1);
      assertThat(ended.get(0).get("stalledMillis").getAsLong()).isGreaterThan(11_000);
      assertThat(ended.get(0).get("uncountedMillis").getAsLong()).isZero();
    }
  }

  private static long millis(String line) {
    return Long.parseLong(line.substring("StalledMillis ".length()));
  }

  private static void signal(String signal, List<ChildJvm> programs) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    programs.forEach(program -> command.add(String.valueOf(program.pid())));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @OnEachJdk
  @DisplayName(
      "case 20: a thread that a debugger has suspended past its deadline is left alone, and has its"
          + " time when it goes on")
  void debugger(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .options("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0")
            .agent("com.example.jobs.Steps#run=8s;records.directory=" + records)
            .classPath(ChildJvm.testClasses())
            .main("com.example.jobs.StepsProgram", "40", "TimedOut")) {
      program.awaitLine("up");
      VirtualMachine debugged = attach(port(program.out()));
      ThreadReference worker =
          debugged.allThreads().stream()
              .filter(thread -> thread.name().equals("worker"))
              .findFirst()
              .orElseThrow();
      worker.suspend();
      untilPassed(9);
      worker.resume();
      debugged.dispose();

      assertThat(program.ended().out().lines()).contains("done", "TimedOut 0");
    }
  }

  /** Of "Listening for transport dt_socket at address: 40213". */
  private static String port(String out) {
    String line = out.lines().filter(l -> l.startsWith("Listening")).findFirst().orElseThrow();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static VirtualMachine attach(String port) throws Exception {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(c -> c.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(port);
    return connector.attach(arguments);
  }

  @OnEachJdk
  @DisplayName(
      "case 21: disable, pause and enable over JMX: no act, OVERDUE, five seconds before anything is"
          + " stopped, each command in the audit log")
  void operated(Jdk jdk) throws Exception {
    try (ChildJvm program =
        program(jdk, "com.example.jobs.HangingJob#hang=300ms", "OperatedProgram")) {
      List<String> out = program.ended().out().lines().toList();

      assertThat(out.subList(0, 7))
          .containsExactly(
              "disable: DISABLED",
              "overdue, enabled false",
              "pause: PAUSED",
              "resume: RESUMED",
              "enable: ENABLED",
              "stopped by dev.curfew.api.TimeoutExceededException",
              "armed again after 5 s");
      assertThat(out.subList(7, out.size()))
          .hasSize(4)
          .allSatisfy(line -> assertThat(line).contains(" local "))
          .satisfiesExactly(
              line -> assertThat(line).contains("disable all"),
              line -> assertThat(line).contains("pause all"),
              line -> assertThat(line).contains("resume all"),
              line -> assertThat(line).contains("enable all"));
    }
  }

  @OnEachJdk
  @DisplayName("calls that are open at SIGTERM are recorded, and the exit is not held up")
  void openAtExit(Jdk jdk) throws Exception {
    try (ChildJvm program =
        program(jdk, "com.example.jobs.Steps#run=1h", "StepsProgram", "36000")) {
      program.awaitLine("up");
      long begin = System.nanoTime();
      ProcessHandle.of(program.pid()).orElseThrow().destroy();
      assertThat(program.ended().exitCode()).isEqualTo(143);
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }
    JsonObject record =
        records(records.resolve(String.valueOf(jdk.feature())), "open_at_exit").get(0);
    assertThat(record.get("status").getAsString()).isEqualTo("ACTIVE");
    assertThat(record.get("rule").getAsString()).isEqualTo("Steps.run");
    assertThat(record.get("elapsedMillis").getAsLong()).isPositive();
  }
}
