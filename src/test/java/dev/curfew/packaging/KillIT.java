package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.history.RecordHistory;
import dev.curfew.history.RecordedCall;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After kill -9")
@DisabledOnOs(OS.WINDOWS)
class KillIT {
  /** Ten in the ordinary build. */
  private static final int ROUNDS = Integer.getInteger("curfew.kill.rounds", 10);

  private static final int NEVER_REMOVED = 1_000_000;
  private static final int FEW = 20;
  private static final int LINES_OF_A_CALL = 2;

  @TempDir Path temporary;
  private long durable;
  private int lost;
  private int removed;

  private static ChildJvm start(int round, Path records, int keep) throws IOException {
    List<Jdk> jdks = Jdk.all();
    return ChildJvm.java(jdks.get(round % jdks.size()))
        .options("-XX:TieredStopAtLevel=1")
        .agent(
            "com.example.jobs.Overrun#wait=2ms;com.example.jobs.Overrun#stuck=50ms;grace=100ms;"
                + "records.keep="
                + keep
                + ";records.directory="
                + records)
        .classPath(ChildJvm.testClasses())
        .main("com.example.jobs.OverrunProgram")
        .awaitLine("up");
  }

  /** What it has said last that was on disk; 0: nothing yet. */
  private static long durable(ChildJvm program) {
    String out = program.out();
    int end = out.lastIndexOf('\n');
    int start = out.lastIndexOf("durable ", end);
    return start < 0 ? 0 : Long.parseLong(out.substring(start + "durable ".length(), end).strip());
  }

  @Test
  @DisplayName(
      "at any moment all that was said to be on disk is there, no torn line is taken for a record,"
          + " and calls that were open are LOST")
  void nothingIsLost() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Path records = temporary.resolve("records-" + round);
      boolean keepsAll = round % 2 == 0;
      boolean early = random.nextInt(4) == 0; // before there is an MBean to ask
      long promised;
      try (ChildJvm program = start(round, records, keepsAll ? NEVER_REMOVED : FEW)) {
        if (!early) {
          await().atMost(Duration.ofSeconds(60)).until(() -> durable(program) > 0);
        }
        untilPassed(Duration.ofNanos(random.nextInt(500_000_000)));
        program.kill();
        promised = durable(program);
      }
      if (Files.exists(records)) {
        String where = "round " + round + " with the seed " + seed;
        check(RecordHistory.read(records), keepsAll, promised, where);
      }
      durable += promised;
    }
    System.out.printf(
        "%d kills: %d lines promised, all there; %d calls lost; %d promised lines removed as too"
            + " old%n",
        ROUNDS, durable, lost, removed);
    assertThat(durable).isPositive();
    assertThat(lost).isPositive();
  }

  private void check(RecordHistory history, boolean keepsAll, long promised, String where) {
    int lines = 0;
    for (RecordedCall call : history.calls()) {
      JsonObject json = call.json();
      boolean ended = !json.get("end").isJsonNull();
      assertThat(call.status()).as(where).isEqualTo(ended ? "TIMEOUT" : "LOST");
      assertThat(json.get("lastStatus").isJsonNull()).as(where).isEqualTo(ended);
      assertThat(json.get("rule").getAsString()).as(where).startsWith("Overrun.");
      lines += json.getAsJsonArray("events").size();
      lost += ended ? 0 : 1;
    }
    assertThat(history.unreadable()).as(where).isEmpty();
    assertThat(history.incompleteLines()).as(where).isLessThanOrEqualTo(1);
    if (keepsAll) {
      assertThat((long) lines).as(where).isGreaterThanOrEqualTo(promised);
    } else {
      long calls = promised / LINES_OF_A_CALL;
      assertThat((long) history.calls().size())
          .as(where)
          .isGreaterThanOrEqualTo(Math.min(calls, FEW));
      assertThat(history.calls()).as(where).hasSizeLessThan(2 * FEW);
      removed += (int) Math.max(0, promised - lines);
    }
  }

  private static void untilPassed(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await().pollInterval(Duration.ofMillis(1)).forever().until(() -> System.nanoTime() > end);
  }

  @Test
  @DisplayName("the command line says LOST of a call that it has called open while its JVM ran")
  void commandLine() throws Exception {
    Path records = temporary.resolve("records");
    try (ChildJvm program = start(0, records, NEVER_REMOVED)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(records));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(status(records)).isEqualTo("ABANDONED"));
      program.kill();
    }

    assertThat(status(records)).isEqualTo("LOST");
  }

  /** Of the call that never ends. */
  private static String status(Path records) throws Exception {
    try (ChildJvm command =
        ChildJvm.java(Jdk.running())
            .jar(ChildJvm.agentJar(), "records", records.toString(), "--json")) {
      Ended ended = command.ended();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      JsonArray calls = JsonParser.parseString(ended.out()).getAsJsonArray();
      for (JsonElement call : calls) {
        if (call.getAsJsonObject().get("rule").getAsString().equals("Overrun.stuck")) {
          return call.getAsJsonObject().get("status").getAsString();
        }
      }
      return "not recorded";
    }
  }
}
