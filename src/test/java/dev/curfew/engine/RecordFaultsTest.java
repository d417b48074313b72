package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.config.Configuration;
import dev.curfew.history.RecordHistory;
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

@DisplayName("A recorder behind an engine")
@Tag("race")
@Timeout(120)
class RecordFaultsTest {
  @TempDir Path directory;

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("holds up no interrupt when it can't write, and writes the next record once it can")
  void unwritable() throws Exception {
    Path records = directory.resolve("records");
    Files.createFile(records); // where the directory should be
    Recorder recorder = new Recorder(configuration(records), "test");
    recorder.start();
    try (EngineRig rig = new EngineRig(recordingTo(recorder), rule("slow", 30))) {
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

  @Test
  @DisplayName("has a timeout on disk while the call still has its grace")
  void durableWithinGrace() throws Exception {
    Path records = directory.resolve("records");
    Recorder recorder = new Recorder(configuration(records), "test");
    recorder.start();
    try (EngineRig rig = new EngineRig(recordingTo(recorder), rule("slow", 30))) {
      assertThatThrownBy(() -> rig.call("slow", () -> lookForRecord(rig, records)))
          .isInstanceOf(TimeoutExceededException.class)
          .hasNoCause();
    } finally {
      recorder.close(5_000);
    }
  }

  /** What a call does with its interrupt. */
  private static Void lookForRecord(EngineRig rig, Path records) throws Exception {
    try {
      sleepLong();
    } catch (InterruptedException e) {
      await().until(() -> recorded(records) == 1);
      assertThat(rig.timer("slow").status()).isEqualTo(TimeoutStatus.GRACE);
    }
    return null;
  }

  private static long recorded(Path records) throws Exception {
    return Files.isDirectory(records) ? RecordHistory.read(records).calls().size() : 0;
  }

  private static EngineRig.Parts recordingTo(Recorder recorder) {
    return new EngineRig.Parts() {
      @Override
      TimerListener listener(TimerListener collector) {
        return recorder;
      }
    };
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
