package dev.curfew.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A timeout whose record is not on disk within a second")
@Timeout(60)
class PromptnessTest {
  @TempDir Path temporary;

  @Test
  @DisplayName("is counted while it still waits, and once only when it is written after all")
  void late() throws Exception {
    // given a directory that can't be made
    Path records = Files.createFile(temporary.resolve("records"));
    Configuration configuration =
        new Configuration("test", List.of(), null, false, records.toString(), 10);
    Recorder recorder = new Recorder(configuration, "1.2.3");
    recorder.start();
    try {
      recorder.expired(Reports.running(1));
      assertThat(recorder.records().late()).isZero();
      await().until(() -> recorder.records().late() == 1);
      assertThat(recorder.records().written()).isZero();

      Files.delete(records);
      await().until(() -> recorder.records().written() == 1);
      assertThat(recorder.records().late()).isEqualTo(1);
    } finally {
      recorder.close(10_000);
    }
  }

  @Test
  @DisplayName("counts each record by itself")
  void each() {
    Promptness promptness = new Promptness();
    promptness.begin();
    promptness.begin();
    promptness.settled();
    promptness.dropped();
    assertThat(promptness.late()).as("the one that never comes to disk").isEqualTo(1);
  }
}
