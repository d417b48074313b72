package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What interrupts and force end, of every kind of code that blocks")
@Timeout(240)
class ForceIT {
  private static final String PLATFORM = "platform";

  private static EmbeddedPostgres postgres;

  @TempDir Path directory;

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  /** What an interrupt ends. */
  private static final List<String> LISTEN =
      List.of(
          "Thread.sleep",
          "Object.wait",
          "BlockingQueue.take",
          "Thread.join",
          "FutureTask.get",
          "Lock.lockInterruptibly",
          "SocketChannel.read",
          "Selector.select, asked for ever",
          "java.net.http.HttpClient.send",
          "Process.waitFor",
          "CompletableFuture.get");

  /** What force ends, with the beginning of the act that does it. */
  private static final Map<String, String> FORCED =
      Map.ofEntries(
          Map.entry("Socket read, opened long before", "close of "),
          Map.entry("Socket write", "close of "),
          Map.entry("Socket connect", "close of "),
          Map.entry("ServerSocket.accept", "close of "),
          Map.entry("DatagramSocket.receive", "close of "),
          Map.entry("HttpURLConnection", "close of "),
          Map.entry("TLS handshake", "close of "),
          Map.entry("Reading what a process and its child print", "stop of process "),
          Map.entry("CompletableFuture.join", "exceptional completion of "),
          Map.entry("A loop of a class with checkpoints", "stop thrown at a checkpoint"),
          Map.entry("A recursion", "stop thrown at a checkpoint"),
          Map.entry("A regular expression that backtracks", "stop thrown at a checkpoint"),
          Map.entry("H2 in memory, a query", "cancel of org.h2."),
          Map.entry("H2 in a file, an insert", "cancel of org.h2."),
          Map.entry("PostgreSQL, a query", "cancel of org.postgresql."));

  /** What nothing ends, with a part of what is said of it. */
  private static final Map<String, String> ABANDONED =
      Map.of(
          "Lock.lock", "(holder of lock) holds",
          "synchronized", "(holder of monitor) holds",
          "Semaphore.acquireUninterruptibly", "waits in java.base",
          "Condition.awaitUninterruptibly", "waits in ",
          "ForkJoinTask.join", "waits in ",
          "System.in.read", "is in native code, in ",
          "Reading a FIFO", "is in native code, in ",
          "A loop", "com.example.stopping.Blocking.loop(");

  private record Outcome(String how, long millis) {}

  /** Of one run, by kind. */
  private static final class Results {
    final Map<String, Outcome> ended = new LinkedHashMap<>();
    final Map<String, String> obstacles = new HashMap<>();
    final Map<String, List<String>> acts = new HashMap<>();
    boolean othersCanUseH2;
  }

  @OnEachJdk
  @DisplayName("is what docs/stopping.md says")
  void matrix(Jdk jdk) throws Exception {
    Results interrupt = run(jdk, "interrupt", PLATFORM, stuck().size() + 1); // the query in H2 too
    Results force = run(jdk, "force", PLATFORM, ABANDONED.size());

    assertThat(interrupt.ended.keySet()).containsAll(LISTEN).doesNotContainAnyElementsOf(stuck());
    assertThat(force.ended.keySet()).containsAll(LISTEN).containsAll(FORCED.keySet());
    assertThat(force.ended.keySet()).doesNotContainAnyElementsOf(ABANDONED.keySet());
    assertThat(force.ended.values())
        .extracting(Outcome::how)
        .containsOnly("TimeoutExceededException");
    FORCED.forEach(
        (kind, act) ->
            assertThat(force.acts.get(kind))
                .as(kind)
                .anySatisfy(done -> assertThat(done).startsWith(act)));
    ABANDONED.forEach(
        (kind, obstacle) -> assertThat(force.obstacles.get(kind)).as(kind).contains(obstacle));
    assertThat(force.othersCanUseH2).isTrue();
    write(jdk, interrupt, force);
  }

  private static List<String> stuck() {
    List<String> stuck = new ArrayList<>(ABANDONED.keySet());
    FORCED.keySet().stream().filter(kind -> !kind.startsWith("H2")).forEach(stuck::add);
    return stuck;
  }

  @OnEachJdk
  @DisplayName(
      "is the same on virtual threads, where an interrupt ends what waits for a socket too")
  void virtualThreads(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() >= 21, "no virtual threads");

    Results force = run(jdk, "force", "virtual", ABANDONED.size());

    assertThat(force.ended.keySet()).containsAll(LISTEN).containsAll(FORCED.keySet());
    assertThat(force.ended.keySet()).doesNotContainAnyElementsOf(ABANDONED.keySet());
    assertThat(force.ended.values())
        .extracting(Outcome::how)
        .containsOnly("TimeoutExceededException");
    assertThat(force.othersCanUseH2).isTrue();
  }

  private Results run(Jdk jdk, String mode, String threads, int stuck) throws Exception {
    Path own = Files.createDirectory(directory.resolve(mode + threads + jdk.feature()));
    Path configuration = own.resolve("curfew.yaml");
    Files.writeString(
        configuration,
        """
        rules:
          - name: blocking
            methods: com.example.stopping.Stoppable#call
            timeout: 1s
            grace: 1s
            warn-at: never
            mode: %s
            label: "{0}"
        records: {directory: %s}
        checkpoints: com.example.stopping.Looping
        """
            .formatted(mode, own.resolve("records")));
    Results results = new Results();
    try (ChildJvm program =
        ChildJvm.java(jdk)
            // what can't be ended keeps a virtual thread's carrier
            .options("-Djdk.virtualThreadScheduler.parallelism=64")
            .agent(configuration.toString())
            .programsAndLibraries()
            .main(
                "com.example.stopping.StoppingProgram",
                own.resolve("files").toString(),
                postgres.getJdbcUrl("postgres", "postgres"),
                Integer.toString(stuck),
                threads)) {
      ChildJvm.Ended ended = program.ended();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      for (String line : ended.out().lines().toList()) {
        String[] parts = line.split("\\|", -1);
        if (parts.length == 3) {
          results.ended.put(parts[0], new Outcome(parts[1], Long.parseLong(parts[2])));
        }
      }
      results.othersCanUseH2 = ended.out().contains("others can use the H2 file: true");
    }
    readRecords(own.resolve("records"), results);
    return results;
  }

  private static void readRecords(Path records, Results results) throws IOException {
    try (Stream<Path> files = Files.list(records)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonObject record = JsonParser.parseString(line).getAsJsonObject();
          if (record.has("acts")) {
            read(record, results);
          }
        }
      }
    }
  }

  private static void read(JsonObject record, Results results) {
    String kind = record.get("label").getAsString();
    List<String> acts = new ArrayList<>();
    for (JsonElement act : record.getAsJsonArray("acts")) {
      acts.add(act.getAsJsonObject().get("what").getAsString());
    }
    results.acts.put(kind, acts);
    if (!record.get("obstacle").isJsonNull()) {
      results.obstacles.put(kind, record.get("obstacle").getAsString());
    }
  }

  /** The table of docs/stopping.md. */
  private static void write(Jdk jdk, Results interrupt, Results force) throws IOException {
    Set<String> kinds = new LinkedHashSet<>(force.ended.keySet());
    kinds.addAll(force.obstacles.keySet());
    StringBuilder table = new StringBuilder("| what blocks | interrupt | force | acts |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (String kind : kinds) {
      table.append("| ").append(kind).append(" | ").append(cell(interrupt, kind)).append(" | ");
      table.append(cell(force, kind)).append(" | ");
      table.append(force.ended.containsKey(kind) ? "" : force.obstacles.get(kind));
      table.append(String.join("; ", force.acts.getOrDefault(kind, List.of()))).append(" |\n");
    }
    Path target = Path.of(System.getProperty("curfew.test.target"));
    Files.writeString(target.resolve("stopping-jdk" + jdk.feature() + ".md"), table);
  }

  private static String cell(Results results, String kind) {
    Outcome outcome = results.ended.get(kind);
    return outcome == null ? "ABANDONED" : outcome.millis() + " ms";
  }
}
