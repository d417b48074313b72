package dev.curfew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.api.ApiExamples;
import dev.curfew.api.DetachedTimer;
import dev.curfew.api.TimeoutConfig;
import dev.curfew.api.TimeoutManager;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.TimeoutState;
import dev.curfew.api.Timeouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The examples of docs/api.md")
@Timeout(60)
class ApiExamplesTest {
  private EngineRig rig;

  @BeforeEach
  void start() {
    System.setProperty("curfew.version", "test");
    rig = new EngineRig(EngineRig.rule("other", 60_000));
  }

  @AfterEach
  void stop() {
    rig.close();
    System.clearProperty("curfew.version");
  }

  @Test
  @DisplayName("do what they say")
  void run(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "a\nb");

    assertThat(ApiExamples.readUnderALimit(file)).containsExactly("a", "b");
    ApiExamples.importAll(List.of("a", "b"));
    assertThat(ApiExamples.budgetForTheNextService()).isEqualTo(Duration.ofSeconds(10));
    assertThat(ApiExamples.countWithPartialResult(List.of("a", "b"))).isEqualTo(2);
    assertThat(ApiExamples.orElse("none", TimeoutOptions.timeout(Duration.ofMillis(100))))
        .isEqualTo("none");
    assertThat(ApiExamples.benchmark(new TimeoutManager())).isTrue();
    try (DetachedTimer job = Timeouts.start("job", TimeoutOptions.timeout(Duration.ofHours(1)))) {
      ApiExamples.readFor(job, List.of("a", "b"));
      assertThat(job.complete()).isTrue();
    }
  }

  @Test
  @DisplayName("have a runner that warns once, and says when the time is over")
  void runner() {
    Map<String, String> store = new HashMap<>();
    List<String> log = new ArrayList<>();
    Instant start = Instant.parse("2026-11-23T10:00:00Z");
    for (long seconds : new long[] {0, 2880, 3000, 3650}) {
      ApiExamples.round(store, Clock.fixed(start.plusSeconds(seconds), ZoneOffset.UTC), log);
    }
    assertThat(log)
        .containsExactly(
            "Task execution approaching timeout: 2880s elapsed, 720s remaining (limit: 3600s)",
            "Task execution timed out after 3650s (limit: 3600s)");
    assertThat(store.get("state")).contains("\"last_heartbeat\":\"2026-11-23T10:50:00Z\"");
  }

  @Test
  @DisplayName("have a resumed task, with what was left of its budget")
  void resumed() {
    Instant start = Instant.parse("2026-11-23T10:00:00Z");
    TimeoutState state =
        TimeoutState.fromJson("{\"execution_start_time\":\"2026-11-23T10:00:00Z\"}");
    Clock later = Clock.fixed(start.plusSeconds(600), ZoneOffset.UTC);
    assertThat(ApiExamples.budgetOf(state, TimeoutConfig.fromJson("{}"), later))
        .isEqualTo(Duration.ofMinutes(50));
  }

  @Test
  @DisplayName("have a process that is a call of its own")
  @DisabledOnOs(OS.WINDOWS)
  void processCall() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    TimeoutOptions brief = TimeoutOptions.timeout(Duration.ofMillis(50));
    assertThat(ApiExamples.restore(process, brief).exitCode()).isEqualTo(143);
  }

  @Test
  @DisplayName("have a process that is stopped")
  @DisabledOnOs(OS.WINDOWS)
  void process() throws Exception {
    assertThat(ApiExamples.runProcess(new ProcessBuilder("sleep", "60"), Duration.ofMillis(50)))
        .isEqualTo("stopped: TERMINATED");
    assertThat(ApiExamples.runProcess(new ProcessBuilder("true"), Duration.ofSeconds(30)))
        .isEqualTo("ended");
  }
}
