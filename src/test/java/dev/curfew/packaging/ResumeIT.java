package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.curfew.history.RecordHistory;
import dev.curfew.history.RecordedCall;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("case 24: a task that is killed while it beats")
@DisabledOnOs(OS.WINDOWS)
class ResumeIT {
  @TempDir Path temporary;

  private Path records() {
    return temporary.resolve("records");
  }

  private ChildJvm start(Jdk jdk) throws IOException {
    ChildJvm program =
        ChildJvm.java(jdk)
            .agent("com.example.jobs.Steps#nothing=1h;records.directory=" + records())
            .classPath(ChildJvm.testClasses())
            .main("com.example.jobs.ResumedProgram", temporary.resolve("store").toString());
    await().atMost(Duration.ofSeconds(60)).until(() -> program.out().matches("left [0-9]+\\R"));
    return program;
  }

  private static long left(ChildJvm program) {
    String out = program.out();
    int start = out.indexOf("left ") + "left ".length();
    return Long.parseLong(out.substring(start, out.indexOf('\n', start)).strip());
  }

  private List<RecordedCall> calls() throws IOException {
    return Files.isDirectory(records()) ? RecordHistory.read(records()).calls() : List.of();
  }

  private boolean hasBeaten(int rows) throws IOException {
    return calls().stream().anyMatch(call -> rows(call) >= rows);
  }

  private static int rows(RecordedCall call) {
    JsonObject beat = call.json().getAsJsonObject("lastHeartbeat");
    return beat.get("rows").getAsInt();
  }

  @OnEachJdk
  @DisplayName("is LOST with its last recorded heartbeat, and resumed with what was left")
  void resumed(Jdk jdk) throws Exception {
    long first;
    try (ChildJvm program = start(jdk)) {
      first = left(program);
      await().atMost(Duration.ofSeconds(60)).until(() -> hasBeaten(1));
      program.kill();
    }

    RecordedCall lost = calls().get(0);
    assertThat(lost.status()).isEqualTo("LOST");
    assertThat(rows(lost)).isPositive();
    assertThat(lost.json().getAsJsonObject("data").get("imported").getAsString())
        .isEqualTo("a.csv");
    assertThat(RecordHistory.read(records()).incompleteLines()).isLessThanOrEqualTo(1);

    try (ChildJvm program = start(jdk)) {
      assertThat(left(program)).isLessThan(first).isPositive();
      program.kill();
    }
  }
}
