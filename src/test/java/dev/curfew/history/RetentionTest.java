package dev.curfew.history;

import static dev.curfew.history.Lines.GONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("When records are too many")
class RetentionTest {
  private static final RecordingJvm OWN =
      new RecordingJvm("here", 4_000_000_001L, Instant.EPOCH.plusSeconds(7));
  private static final RecordFileName OWN_FILE = RecordFileName.of(OWN, 5);
  private static final RecordingJvm RUNNING = RecordingJvm.current();

  @TempDir Path directory;
  private int age = 1_000;

  /** A file with two records of its own, younger than the one before. */
  private Path file(RecordingJvm jvm, int number) throws IOException {
    long id = 10L * number;
    return file(jvm, number, Lines.expired(id), Lines.expired(id + 1), Lines.ended(id));
  }

  private Path file(RecordingJvm jvm, int number, String... lines) throws IOException {
    Path file = Lines.write(directory, jvm, number, lines);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(age++)));
    return file;
  }

  private void removeOldest(int keep) throws IOException {
    new Retention(directory, keep, RUNNING).removeOldest(OWN_FILE);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  @DisplayName("the files go that were not written to for longest, as long as enough records stay")
  void oldestFirst() throws Exception {
    Path first = file(OWN, 0);
    Path second = file(GONE, 3);
    Path third = file(OWN, 1);
    Path fourth = file(GONE, 4);

    removeOldest(3);

    assertThat(files()).containsExactlyInAnyOrder(third, fourth).doesNotContain(first, second);
  }

  @Test
  @DisplayName("nothing goes when they are not too many")
  void enough() throws Exception {
    file(OWN, 0);
    file(GONE, 0);

    removeOldest(4);

    assertThat(files()).hasSize(2);
  }

  @Test
  @DisplayName("the newest file of a JVM that runs stays, its older ones do not")
  void running() throws Exception {
    Path older = file(RUNNING, 0);
    Path newest = file(RUNNING, 1);
    Path gone = file(GONE, 0);

    removeOldest(1);

    assertThat(files()).containsExactly(newest).doesNotContain(older, gone);
  }

  @Test
  @DisplayName("the file that is just being written stays")
  void own() throws Exception {
    Path own = file(OWN, 5);

    removeOldest(1);

    assertThat(files()).containsExactly(own);
  }

  @Test
  @DisplayName("files of others stay")
  void others() throws Exception {
    Path other = Files.writeString(directory.resolve("curfew.log"), Lines.expired(1));
    file(GONE, 0);
    file(GONE, 1);

    removeOldest(1);

    assertThat(files()).contains(other).hasSize(2);
  }

  @Test
  @DisplayName("what a JVM that runs has written since the last time is counted too")
  void countsAgain() throws Exception {
    Retention retention = new Retention(directory, 4, RUNNING);
    Path old = file(GONE, 0);
    Path growing = file(RUNNING, 0);
    retention.removeOldest(OWN_FILE);
    assertThat(files()).contains(old);

    Files.writeString(growing, Lines.ended(1) + Lines.ended(2) + Lines.ended(3) + Lines.ended(4));
    retention.removeOldest(OWN_FILE);

    assertThat(files()).containsExactly(growing);
  }

  @Test
  @DisplayName("a call that goes on in a later file is one record")
  void spans() throws Exception {
    Path first = file(GONE, 0, Lines.expired(1), Lines.expired(2));
    Path second = file(GONE, 1, Lines.ended(1), Lines.ended(2), Lines.expired(3));

    removeOldest(4);
    assertThat(files()).containsExactlyInAnyOrder(first, second);
    removeOldest(3);
    assertThat(files()).containsExactly(second);
  }
}
