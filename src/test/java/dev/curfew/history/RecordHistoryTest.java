package dev.curfew.history;

import static dev.curfew.history.Lines.GONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The history of a directory")
class RecordHistoryTest {
  private static final RecordingJvm OWN = RecordingJvm.current();

  @TempDir Path directory;

  private RecordedCall only() throws Exception {
    List<RecordedCall> calls = RecordHistory.read(directory).calls();
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  @Test
  @DisplayName("makes one account of all that was written of a call, also in several files")
  void merges() throws Exception {
    Lines.write(directory, GONE, 0, Lines.expired(1));
    Lines.write(directory, GONE, 1, Lines.partialResult(1), Lines.abandoned(1));
    Lines.write(directory, GONE, 2, Lines.ended(1));

    RecordedCall call = only();

    assertThat(call.status()).isEqualTo("TIMEOUT");
    assertThat(call.reason()).isEqualTo("deadline");
    assertThat(call.path()).isEqualTo("nightly / import");
    assertThat(call.timeoutMillis()).isEqualTo(2_000);
    assertThat(call.json().get("events").toString())
        .isEqualTo("[\"expired\",\"partial_result\",\"abandoned\",\"ended\"]");
    assertThat(call.json().getAsJsonObject("partialResult").get("rows").getAsInt()).isEqualTo(7);
    assertThat(call.json().has("event")).isFalse();
    assertThat(call.json().get("lastStatus").isJsonNull()).isTrue();
  }

  @Test
  @DisplayName("keeps calls of several JVMs apart, those that began first in front")
  void severalJvms() throws Exception {
    RecordingJvm later = new RecordingJvm("nowhere", 4_000_000_000L, GONE.start().plusMillis(1));
    Lines.write(directory, later, 0, Lines.ended(3), Lines.ended(1));
    Lines.write(directory, GONE, 0, Lines.ended(2), Lines.ended(1));

    assertThat(RecordHistory.read(directory).calls())
        .extracting(RecordedCall::id)
        .containsExactly(1L, 1L, 2L, 3L);
  }

  @Test
  @DisplayName("says LOST of a call without an end when its JVM is gone, and what it was doing")
  void lost() throws Exception {
    Lines.write(directory, GONE, 0, Lines.expired(1), Lines.abandoned(1));

    JsonObject call = only().json();

    assertThat(call.get("status").getAsString()).isEqualTo("LOST");
    assertThat(call.get("lastStatus").getAsString()).isEqualTo("ABANDONED");
  }

  @Test
  @DisplayName("says the last status of a call without an end while its JVM runs")
  void open() throws Exception {
    Lines.write(directory, OWN, 0, Lines.expired(1));

    assertThat(only().status()).isEqualTo("GRACE");
  }

  @Test
  @DisplayName("takes a process of the same id that began at another time for another one")
  void reusedProcessId() throws Exception {
    RecordingJvm before = new RecordingJvm(OWN.host(), OWN.pid(), Instant.EPOCH.plusSeconds(99));
    Lines.write(directory, before, 0, Lines.expired(1));

    assertThat(only().status()).isEqualTo("LOST");
  }

  @Test
  @DisplayName("does not take a process of the same id on another host for the same")
  void otherHost() throws Exception {
    RecordingJvm elsewhere = new RecordingJvm("elsewhere", OWN.pid(), OWN.start());
    Lines.write(directory, elsewhere, 0, Lines.expired(1));

    assertThat(only().status()).isEqualTo("LOST");
  }

  @Test
  @DisplayName("takes a JVM that holds the lock on its newest file for running, wherever it is")
  void locked() throws Exception {
    Lines.write(directory, GONE, 0, Lines.expired(1));
    Path newest = Lines.write(directory, GONE, 1, Lines.expired(2));

    try (FileChannel channel = FileChannel.open(newest, StandardOpenOption.WRITE)) {
      RunningJvms.lock(channel);
      assertThat(RecordHistory.read(directory).calls())
          .extracting(RecordedCall::status)
          .containsExactly("GRACE", "GRACE");
    }
    assertThat(RecordHistory.read(directory).calls())
        .extracting(RecordedCall::status)
        .containsExactly("LOST", "LOST");
  }

  @Test
  @DisplayName("never shows a torn line, wherever it was torn, and counts it")
  void torn() throws Exception {
    byte[] whole = (Lines.ended(1) + Lines.expired(2)).getBytes(StandardCharsets.UTF_8);
    int first = Lines.ended(1).getBytes(StandardCharsets.UTF_8).length;
    Path file = directory.resolve(RecordFileName.of(GONE, 0).toString());

    for (int length = first; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      RecordHistory history = RecordHistory.read(directory);
      boolean torn = length > first && length < whole.length;
      assertThat(history.calls()).hasSize(length == whole.length ? 2 : 1);
      assertThat(history.incompleteLines()).isEqualTo(torn ? 1 : 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "{}",
        "{\"event\":\"ended\",\"id\":1}",
        "\u0000\u0000\u0000",
        "{\"event\":\"ended\",\"id\":\"one\",\"path\":\"a\"}",
      })
  @DisplayName("counts lines that are no records, and goes on behind them")
  void noRecords(String line) throws Exception {
    Lines.write(directory, GONE, 0, Lines.ended(1), line + "\n", Lines.ended(2));

    RecordHistory history = RecordHistory.read(directory);

    assertThat(history.calls()).hasSize(2);
    assertThat(history.incompleteLines()).isEqualTo(1);
  }

  @Test
  @DisplayName("shows no call of which it has a partial result alone")
  void partialResultAlone() throws Exception {
    Lines.write(directory, GONE, 0, Lines.partialResult(1));

    assertThat(RecordHistory.read(directory).calls()).isEmpty();
  }

  @Test
  @DisplayName("has nothing to do with other files")
  void otherFiles() throws Exception {
    Files.writeString(directory.resolve("curfew.log"), "x\n");
    Files.writeString(directory.resolve("curfew-a-b-c.jsonl"), "x\n");
    Files.createDirectory(directory.resolve("curfew"));

    assertThat(RecordHistory.read(directory)).isEqualTo(new RecordHistory(List.of(), 0, List.of()));
  }

  @Test
  @DisplayName("names files that can't be read, and reads the others")
  void unreadable() throws Exception {
    Lines.write(directory, GONE, 0, Lines.ended(1));
    Files.createDirectory(directory.resolve(RecordFileName.of(GONE, 1).toString()));

    RecordHistory history = RecordHistory.read(directory);

    assertThat(history.calls()).hasSize(1);
    assertThat(history.unreadable()).hasSize(1).first().asString().contains(".1.jsonl: ");
  }

  @Test
  @DisplayName("is refused for a directory that is not there")
  void noDirectory() {
    assertThatThrownBy(() -> RecordHistory.read(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("knows the name of this machine without the network and without its environment")
  void hostName() {
    assertThat(HostName.lineOf("/proc/sys/kernel/hostname")).isNotBlank();
    assertThat(HostName.lineOf("/proc/no/such/file")).isNull();
  }

  @Test
  @DisplayName("takes the first name of the machine that is there, and waits for none for long")
  void firstName() {
    assertThat(HostName.firstOf(List.of(() -> null, () -> " ", () -> " a\n", () -> "b")))
        .isEqualTo("a");
    assertThat(HostName.firstOf(List.of(() -> null))).isEqualTo("localhost");
    assertThat(HostName.within(10, () -> "found")).isEqualTo("found");
    assertThat(HostName.within(0, RecordHistoryTest::never)).isNull();
    assertThat(HostName.current()).isNotBlank();
  }

  private static String never() {
    try {
      new java.util.concurrent.CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "late";
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "my-host-7", "a.b.c", "x-1-2", "h.1"})
  @DisplayName("finds a JVM again in the name of its file")
  void fileNames(String host) {
    RecordingJvm jvm = new RecordingJvm(host, 17, Instant.ofEpochMilli(1_700_000_000_123L));

    for (int number : new int[] {0, 1, 99}) {
      RecordFileName name = RecordFileName.of(jvm, number);
      assertThat(RecordFileName.parse(name.toString())).isEqualTo(name);
    }
    assertThat(RecordFileName.of(jvm, 0).toString())
        .isEqualTo("curfew-" + host + "-17-1700000000123.jsonl");
  }

  @Test
  @DisplayName("makes a plain file name of whatever a host is called")
  void oddHost() {
    RecordingJvm jvm = new RecordingJvm("../Zürich/" + "x".repeat(300), 1, Instant.EPOCH);

    assertThat(RecordFileName.of(jvm, 0).toString())
        .startsWith("curfew-.._Z_rich_xxx")
        .hasSizeLessThan(140);
  }
}
