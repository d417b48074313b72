package dev.curfew.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.config.Configuration;
import dev.curfew.config.MethodPattern;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import dev.curfew.engine.RecordsView;
import dev.curfew.history.RecordHistory;
import dev.curfew.history.RecordedCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A recorder")
@Timeout(60)
class RecorderTest {
  @TempDir Path temporary;
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private @Nullable Recorder recorder;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private List<String> said(String word) {
    return said.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains(word)).toList();
  }

  private Path records() {
    return temporary.resolve("deep").resolve("records");
  }

  private Recorder start(int keep) {
    Recorder started = new Recorder(configuration(keep), "1.2.3");
    started.start();
    recorder = started;
    return started;
  }

  private Configuration configuration(int keep) {
    Rule rule =
        new Rule(
            "rule",
            List.of(MethodPattern.parse("a.B#run")),
            Duration.ofSeconds(2),
            0.8,
            Duration.ZERO,
            Mode.INTERRUPT);
    return new Configuration("test", List.of(rule), null, false, records().toString(), keep);
  }

  @AfterEach
  void close() {
    if (recorder != null) {
      recorder.close(10_000);
    }
    System.setErr(stderr);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(records())) {
      return files.sorted().toList();
    }
  }

  private static void untilWritten(Recorder recorder, long lines) {
    await().until(() -> recorder.records().written() >= lines);
  }

  @Test
  @DisplayName("makes nothing before there is something to record")
  void nothingBefore() {
    Recorder recorder = start(10);

    assertThat(recorder.records()).isEqualTo(new RecordsView(records().toString(), 0, 0, 0, 0, ""));
    assertThat(records().getParent()).doesNotExist();
  }

  @Test
  @DisplayName("has a call on disk when it counts it as written, and all of it once it has ended")
  void written() throws Exception {
    Recorder recorder = start(10);

    recorder.expired(Reports.running(1));
    untilWritten(recorder, 1);
    List<RecordedCall> open = RecordHistory.read(records()).calls();
    recorder.ended(Reports.ended(1));
    untilWritten(recorder, 2);
    List<RecordedCall> ended = RecordHistory.read(records()).calls();

    assertThat(open).hasSize(1);
    assertThat(open.get(0).status()).isEqualTo("GRACE");
    assertThat(ended).hasSize(1);
    assertThat(ended.get(0).status()).isEqualTo("TIMEOUT");
    assertThat(ended.get(0).thread()).isEqualTo("worker Zürich");
    assertThat(ended.get(0).json().getAsJsonArray("events").toString())
        .isEqualTo("[\"expired\",\"ended\"]");
  }

  @Test
  @DisplayName("says in each record which JVM, agent and configuration it is of")
  void identity() throws Exception {
    Recorder recorder = start(10);
    recorder.expired(Reports.running(1));
    untilWritten(recorder, 1);

    JsonObject jvm = RecordHistory.read(records()).calls().get(0).json().getAsJsonObject("jvm");

    ProcessHandle self = ProcessHandle.current();
    assertThat(jvm.get("host").getAsString()).isNotBlank().isNotEqualTo("unknown");
    assertThat(jvm.get("pid").getAsLong()).isEqualTo(self.pid());
    assertThat(Instant.parse(jvm.get("start").getAsString()))
        .isEqualTo(self.info().startInstant().orElseThrow());
    assertThat(jvm.get("curfew").getAsString()).isEqualTo("1.2.3");
    assertThat(jvm.get("configuration").getAsString()).isEqualTo(configuration(10).digest());
    assertThat(files().get(0).getFileName().toString())
        .contains(jvm.get("host").getAsString())
        .endsWith("-" + self.pid() + "-" + startMillis(self) + ".jsonl");
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().orElseThrow().toEpochMilli();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("lets nobody but the owner read the directories and files that it makes")
  void permissions() throws Exception {
    Recorder recorder = start(1);
    recorder.expired(Reports.running(1));
    recorder.expired(Reports.running(2));
    untilWritten(recorder, 2);

    assertThat(permissions(records())).isEqualTo("rwx------");
    assertThat(permissions(records().getParent())).isEqualTo("rwx------");
    assertThat(files())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  @DisplayName("keeps about as many records as it was told to, the newest ones")
  void keeps() throws Exception {
    Recorder recorder = start(20);

    for (long id = 1; id <= 500; id++) {
      recorder.expired(Reports.running(id));
      recorder.ended(Reports.ended(id));
    }
    untilWritten(recorder, 1_000);

    List<Long> kept = RecordHistory.read(records()).calls().stream().map(RecordedCall::id).toList();
    assertThat(kept).hasSizeBetween(20, 24);
    assertThat(kept).isEqualTo(LongStream.rangeClosed(501 - kept.size(), 500).boxed().toList());
  }

  @Test
  @DisplayName("keeps one record when told to keep one")
  void keepsOne() throws Exception {
    Recorder recorder = start(1);

    for (long id = 1; id <= 5; id++) {
      recorder.expired(Reports.running(id));
    }
    untilWritten(recorder, 5);

    assertThat(RecordHistory.read(records()).calls())
        .extracting(RecordedCall::id)
        .contains(5L)
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  @DisplayName("keeps in memory what it can't write, shows why, and writes all of it once it can")
  void recovers() throws Exception {
    Files.createFile(temporary.resolve("deep")); // where a directory should be
    Recorder recorder = start(100);

    recorder.expired(Reports.running(1));
    await().until(() -> recorder.records().unwritten() == 1);
    for (long id = 2; id <= 30; id++) {
      recorder.expired(Reports.running(id));
    }
    await().until(() -> recorder.records().unwritten() == 30);
    RecordsView unwritten = recorder.records();
    Files.delete(temporary.resolve("deep"));

    await().until(() -> recorder.records().unwritten() == 0);
    assertThat(unwritten.problem()).contains("deep");
    assertThat(said("records-unwritable")).hasSize(1);
    await().untilAsserted(() -> assertThat(said("records-written-again")).hasSize(1));
    assertThat(unwritten.written()).isZero();
    assertThat(recorder.records())
        .usingRecursiveComparison()
        .ignoringFields("late")
        .isEqualTo(new RecordsView(records().toString(), 30, 0, 0, 0, ""));
    assertThat(RecordHistory.read(records()).calls()).hasSize(30);
  }

  @Test
  @DisplayName("keeps the newest thousand lines in memory, and counts those that it drops")
  void bounded() throws Exception {
    Files.createFile(temporary.resolve("deep"));
    Recorder recorder = start(10_000);

    for (long id = 1; id <= 1_500; id++) {
      recorder.expired(Reports.running(id));
    }
    await().until(() -> recorder.records().dropped() == 500);
    assertThat(recorder.records().unwritten()).isEqualTo(1_000);
    Files.delete(temporary.resolve("deep"));

    untilWritten(recorder, 1_000);
    assertThat(RecordHistory.read(records()).calls())
        .extracting(RecordedCall::id)
        .isEqualTo(LongStream.rangeClosed(501, 1_500).boxed().toList());
    assertThat(recorder.records().dropped()).isEqualTo(500);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("goes on in a new file when somebody has removed the directory")
  void removed() throws Exception {
    Recorder recorder = start(100);
    recorder.expired(Reports.running(1));
    untilWritten(recorder, 1);
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.delete(records());

    recorder.expired(Reports.running(2));
    untilWritten(recorder, 2);

    assertThat(RecordHistory.read(records()).calls())
        .extracting(RecordedCall::id)
        .containsExactly(2L);
  }

  @Test
  @DisplayName("goes on when somebody interrupts its thread")
  void interrupted() throws Exception {
    Recorder recorder = start(100);
    recorder.expired(Reports.running(1));
    untilWritten(recorder, 1);

    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("curfew-recorder"))
        .forEach(Thread::interrupt);
    recorder.expired(Reports.running(2));
    untilWritten(recorder, 2);

    assertThat(RecordHistory.read(records()).calls()).hasSize(2);
  }

  @Test
  @DisplayName("leaves out the middle of a deep stack")
  void deepStack() throws Exception {
    Recorder recorder = start(100);
    List<StackTraceElement> deep =
        LongStream.range(0, 1_024)
            .mapToObj(i -> new StackTraceElement("a.B", "m" + i, "B.java", 1))
            .toList();

    recorder.expired(Reports.withStack(1, deep));
    untilWritten(recorder, 1);

    var frames =
        RecordHistory.read(records())
            .calls()
            .get(0)
            .json()
            .getAsJsonObject("stacks")
            .getAsJsonArray("expiry");
    assertThat(frames).hasSize(251);
    assertThat(frames.get(0).getAsString()).isEqualTo("a.B.m0(B.java:1)");
    assertThat(frames.get(200).getAsString()).isEqualTo("... 774 more");
    assertThat(frames.get(201).getAsString()).isEqualTo("a.B.m974(B.java:1)");
    assertThat(frames.get(250).getAsString()).isEqualTo("a.B.m1023(B.java:1)");
  }

  @Test
  @DisplayName("has all on disk when it is closed")
  void closed() throws Exception {
    Recorder recorder = start(10_000);
    for (long id = 1; id <= 2_000; id++) {
      recorder.openAtExit(Reports.running(id));
    }

    recorder.close(30_000);

    assertThat(RecordHistory.read(records()).calls()).hasSize(2_000);
  }

  @Test
  @DisplayName("records a call that was only observed past its deadline, with how it ended")
  void overdue() throws Exception {
    Recorder recorder = start(100);

    recorder.overdue(Reports.of(1, TimeoutStatus.OVERDUE, false));
    recorder.ended(Reports.of(1, TimeoutStatus.OVERDUE, true));
    untilWritten(recorder, 2);

    RecordedCall call = RecordHistory.read(records()).calls().get(0);
    assertThat(call.status()).isEqualTo("COMPLETED");
    assertThat(call.json().getAsJsonArray("events").toString())
        .isEqualTo("[\"overdue\",\"ended\"]");
  }

  @Test
  @DisplayName("records nothing of a call that was only warned")
  void warned() throws Exception {
    Recorder recorder = start(100);

    recorder.warned(Reports.of(1, TimeoutStatus.WARNED, false));
    recorder.ended(Reports.of(1, TimeoutStatus.WARNED, true));
    recorder.expired(Reports.running(2));
    untilWritten(recorder, 1);

    assertThat(RecordHistory.read(records()).calls())
        .extracting(RecordedCall::id)
        .containsExactly(2L);
  }

  @Test
  @DisplayName("has a partial result in the record of its call")
  void partialResult() throws Exception {
    Recorder recorder = start(100);

    recorder.expired(Reports.running(1));
    recorder.partialResult(1, "rule", Map.of("rows", 7));
    untilWritten(recorder, 2);

    JsonObject call = RecordHistory.read(records()).calls().get(0).json();
    assertThat(call.getAsJsonObject("partialResult").get("rows").getAsInt()).isEqualTo(7);
    assertThat(call.getAsJsonObject("data").get("done").getAsInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("writes nowhere when the directory can't be one, says so, and goes on logging")
  void impossibleDirectory() {
    Recorder recorder =
        new Recorder(
            new Configuration("test", List.of(), null, false, "no\0directory", 10), "1.2.3");
    recorder.start();
    this.recorder = recorder;

    recorder.expired(Reports.running(1));
    await().until(() -> !recorder.records().problem().isEmpty());
    recorder.expired(Reports.running(2));

    await().untilAsserted(() -> assertThat(said(" id=2 ")).hasSize(1));
    assertThat(recorder.records().unwritten()).isEqualTo(2);
    assertThat(said("records-unwritable")).hasSize(1);
  }
}
