package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.config.Configuration;
import dev.curfew.record.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A recorder that can't write")
@Tag("race")
@Timeout(120)
class RecordFaultsTest {
  @TempDir Path directory;

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("holds up no interrupt, and writes the next record once it can")
  void unwritable() throws Exception {
    Path records = directory.resolve("records");
    Files.createFile(records); // where the directory should be
    Recorder recorder = new Recorder(configuration(records), "test");
    recorder.start();
    EngineRig.Parts parts =
        new EngineRig.Parts() {
          @Override
          TimerListener listener(TimerListener collector) {
            return recorder;
          }
        };
    try (EngineRig rig = new EngineRig(parts, rule("slow", 30))) {
      for (int i = 0; i < 5; i++) {
        expire(rig);
      }
      assertThat(rig.control.health().healthy()).isTrue();
      Files.delete(records);
      await()
          .until(
              () -> {
                expire(rig);
                return isWritten(records);
              });
    } finally {
      recorder.close(5_000);
    }
  }

  private static Configuration configuration(Path records) {
    return new Configuration(
        "test", List.of(rule("slow", 30)), null, false, records.toString(), 1_000);
  }

  private static void expire(EngineRig rig) {
    assertThatThrownBy(() -> rig.call("slow", RecordFaultsTest::sleepLong))
        .isInstanceOf(TimeoutExceededException.class);
  }

  private static boolean isWritten(Path records) throws Exception {
    if (!Files.isDirectory(records)) {
      return false;
    }
    try (Stream<Path> files = Files.list(records)) {
      for (Path file : files.toList()) {
        if (Files.readString(file).contains("\"rule\":\"slow\"")) {
          return true;
        }
      }
    }
    return false;
  }
}
