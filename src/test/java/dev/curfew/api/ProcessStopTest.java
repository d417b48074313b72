package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.ProcessStop.How;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("Stopping a process")
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ProcessStopTest {
  private static final String DEAF = "trap '' TERM; ";

  private Process process;

  private void start(String script) throws Exception {
    process = new ProcessBuilder("sh", "-c", script).start();
  }

  private String firstLine() throws Exception {
    BufferedReader reader = process.inputReader();
    return reader.readLine();
  }

  @AfterEach
  void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Test
  @DisplayName("that has ended needs nothing")
  void endedBefore() throws Exception {
    start("exit 0");
    process.waitFor();

    assertThat(Timeouts.stop(process, Duration.ofSeconds(1)).how()).isEqualTo(How.ENDED_BEFORE);
  }

  @Test
  @DisplayName("that listens is terminated, and what it started with it")
  void terminated() throws Exception {
    start("sleep 300 & echo $!; wait");
    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(firstLine()));

    ProcessStop stop = Timeouts.stop(process, Duration.ofSeconds(30));

    assertThat(stop.how()).isEqualTo(How.TERMINATED);
    assertThat(stop.descendantsKilled()).isZero();
    assertThat(stop.descendantsAlive()).isZero();
    assertThat(stop.took()).isLessThan(Duration.ofSeconds(30));
    assertThat(child)
        .satisfiesAnyOf(c -> assertThat(c).isEmpty(), c -> await().until(() -> !c.get().isAlive()));
  }

  @Test
  @DisplayName("that does not listen is killed after the grace, and its child that does not either")
  void killed() throws Exception {
    start(DEAF + "sh -c \"" + DEAF + "echo ready; while true; do sleep 1; done\"; true");
    assertThat(firstLine()).isEqualTo("ready");

    ProcessStop stop = Timeouts.stop(process, Duration.ofMillis(300));

    assertThat(stop.how()).isEqualTo(How.KILLED);
    assertThat(stop.descendantsKilled()).isPositive();
    assertThat(stop.descendantsAlive()).isZero();
    assertThat(stop.took()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  @DisplayName(
      "leaves nothing of a shell that goes on with its next command when its child is killed")
  void nextCommand() throws Exception {
    for (int i = 0; i < 10; i++) {
      start(DEAF + "echo up; sleep 300; sleep 300; sleep 300");
      BufferedReader out = process.inputReader();
      assertThat(out.readLine()).isEqualTo("up");

      assertThat(Timeouts.stop(process, Duration.ofMillis(50)).how()).isEqualTo(How.KILLED);

      assertThat(out.readLine()).as("nobody holds its output open").isNull();
    }
  }

  @Test
  @DisplayName("kills at once when it is interrupted, and keeps the flag")
  void interrupted() throws Exception {
    start(DEAF + "echo ready; while true; do sleep 1; done");
    assertThat(firstLine()).isEqualTo("ready");
    Thread.currentThread().interrupt();

    ProcessStop stop = Timeouts.stop(process, Duration.ofMinutes(10));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(stop.how()).isEqualTo(How.KILLED);
  }

  @Test
  @DisplayName("stops also what is started while it stops")
  void startedMeanwhile() throws Exception {
    start(
        "trap 'trap \"\" TERM; sleep 300 & echo $!; wait' TERM; "
            + "echo ready; while true; do sleep 0.1; done");
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("ready");

    ProcessStop stop = Timeouts.stop(process, Duration.ofMillis(500));

    assertThat(stop.how()).isEqualTo(How.KILLED);
    assertThat(stop.descendantsKilled()).isPositive();
    assertThat(stop.descendantsAlive()).isZero();
    long late = Long.parseLong(output.readLine());
    await().until(() -> ended(late));
  }

  @Test
  @DisplayName("ends also a process that starts others as fast as it can")
  void startsMoreAndMore() throws Exception {
    start(DEAF + "echo ready; while true; do sleep 0.2 & sleep 0.02; done");
    assertThat(firstLine()).isEqualTo("ready");

    ProcessStop stop = Timeouts.stop(process, Duration.ofMillis(300));

    assertThat(stop.how()).isEqualTo(How.KILLED);
    assertThat(stop.descendantsAlive()).isZero();
  }

  /** A zombie has no command line; who waits for it is the machine's business. */
  private static boolean ended(long pid) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
        || (Files.exists(commandLine) && Files.readString(commandLine).isEmpty());
  }

  @Test
  @DisplayName("has its exit value when it has ended")
  void exitValue() throws Exception {
    start("trap 'exit 7' TERM; echo ready; while true; do sleep 0.1; done");
    assertThat(firstLine()).isEqualTo("ready");

    assertThat(Timeouts.stop(process, Duration.ofSeconds(30)).how()).isEqualTo(How.TERMINATED);
    assertThat(process.exitValue()).isEqualTo(7);
  }

  @Test
  @DisplayName("may have a grace without end")
  void endlessGrace() throws Exception {
    start("exec sleep 300");

    assertThat(Timeouts.stop(process, Duration.ofSeconds(Long.MAX_VALUE)).how())
        .isEqualTo(How.TERMINATED);
  }

  @Test
  @DisplayName("with a negative grace is refused, and the process left alone")
  void negativeGrace() throws Exception {
    start("exec sleep 300");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeouts.stop(process, Duration.ofMillis(-1)))
        .withMessage("grace is 'PT-0.001S'; allowed: 0 or more");
    assertThat(process.isAlive()).isTrue();
  }
}
