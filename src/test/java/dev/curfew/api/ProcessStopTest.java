package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.ProcessStop.How;
import java.io.BufferedReader;
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
  @DisplayName("kills at once when it is interrupted, and keeps the flag")
  void interrupted() throws Exception {
    start(DEAF + "echo ready; while true; do sleep 1; done");
    assertThat(firstLine()).isEqualTo("ready");
    Thread.currentThread().interrupt();

    ProcessStop stop = Timeouts.stop(process, Duration.ofMinutes(10));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(stop.how()).isEqualTo(How.KILLED);
  }
}
