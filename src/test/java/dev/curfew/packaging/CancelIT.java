package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Case 15: a statement is cancelled")
@Timeout(240)
class CancelIT {
  private static final String FOR_EVER = "SELECT pg_sleep(3600)";

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

  private static String url(int port) {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&cancelSignalTimeout=0";
  }

  private Map<String, String> run(Jdk jdk, String... arguments) throws Exception {
    Path configuration = directory.resolve("curfew.yaml");
    Files.writeString(
        configuration,
        """
        defaults: {timeout: 300ms, grace: 300ms, warn-at: never}
        rules:
          - {name: forced, methods: com.example.stopping.CancelProgram#forced, mode: force}
          - {name: nap, methods: com.example.stopping.CancelProgram#nap}
        records: {directory: %s}
        """
            .formatted(records(jdk)));
    Map<String, String> said = new HashMap<>();
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(configuration.toString())
            .programsAndLibraries()
            .main("com.example.stopping.CancelProgram", arguments)) {
      ChildJvm.Ended ended = program.ended();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.out()).as(ended.err()).contains("end of main");
      for (String line : ended.out().lines().toList()) {
        String[] parts = line.split("\\|", 2);
        said.put(parts[0], parts[parts.length - 1]);
      }
    }
    return said;
  }

  private Path records(Jdk jdk) {
    return directory.resolve("records" + jdk.feature());
  }

  @OnEachJdk
  @DisplayName("of PostgreSQL's, and no later one of the connection is hit")
  void postgres(Jdk jdk) throws Exception {
    Map<String, String> said =
        run(jdk, "reuse", url(postgres.getPort()), FOR_EVER, "SELECT pg_sleep(0.3)", "15");

    assertReusable(said);
  }

  @OnEachJdk
  @DisplayName("of H2's, and no later one of the connection is hit")
  void h2(Jdk jdk) throws Exception {
    String file = "jdbc:h2:" + directory.resolve("h2-" + jdk.feature());
    Map<String, String> said =
        run(
            jdk,
            "reuse",
            file,
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 10000000000) a, SYSTEM_RANGE(1, 10) b"
                + " WHERE MOD(a.X * b.X, 7) = 8",
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) WHERE MOD(X, 7) = 8",
            "15");

    assertReusable(said);
  }

  private static void assertReusable(Map<String, String> said) {
    assertThat(said)
        .containsEntry("for ever", "TimeoutExceededException")
        .containsEntry("next", "returned")
        .containsEntry("stray cancels", "0");
  }

  @OnEachJdk
  @DisplayName(
      "whose cancel hangs: others' deadlines are kept, and what the call waits for is said")
  void hangs(Jdk jdk) throws Exception {
    Map<String, String> said = stuck(jdk, Duration.ofDays(1));

    // The driver holds the connection's lock while it cancels, and needs it to end the statement.
    assertThat(said).doesNotContainKey("for ever");
    assertThat(record(jdk)).contains("ABANDONED").contains("(curfew-cancel) holds");
  }

  @OnEachJdk
  @DisplayName("whose cancel comes late: its connection is aborted, and no later one is hit")
  void late(Jdk jdk) throws Exception {
    Map<String, String> said = stuck(jdk, Duration.ofSeconds(4)); // twice as long as is waited for

    assertThat(said).containsEntry("for ever", "TimeoutExceededException");
  }

  private Map<String, String> stuck(Jdk jdk, Duration delay) throws Exception {
    Map<String, String> said;
    try (CancelProxy proxy = new CancelProxy(postgres.getPort(), delay)) {
      said = run(jdk, "stuck", url(proxy.port()), FOR_EVER);
      assertThat(proxy.cancels()).isPositive();
    }
    assertThat(said)
        .containsEntry("closed", "true")
        .containsEntry("later", "returned")
        .doesNotContainKey("nap");
    assertThat(Long.parseLong(said.get("longest nap"))).isLessThan(1_500);
    assertThat(record(jdk)).contains("did not return; abort of its connection");
    return said;
  }

  private String record(Jdk jdk) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(records(jdk))) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
