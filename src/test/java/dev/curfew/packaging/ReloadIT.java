package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jcmd;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged agent's configuration, changed while the program runs")
class ReloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String BEFORE =
      """
      rules:
        - {name: first, methods: com.example.reloaded.Work#first, timeout: 1h}
        - {name: third, methods: com.example.reloaded.Work#third, timeout: 100ms}
      """;

  private static final String AFTER =
      """
      rules:
        - {name: second, methods: com.example.reloaded.Work#second, timeout: 100ms}
        - {name: first, methods: com.example.reloaded.Work#first, timeout: 2s}
      """;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void configure() throws Exception {
    file = Files.writeString(directory.resolve("curfew.yaml"), BEFORE);
  }

  private ChildJvm program(Jdk jdk, String... options) throws Exception {
    return ChildJvm.java(jdk)
        .agent(file.toString())
        .options("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
        .options(options)
        .classPath(ChildJvm.testClasses())
        .main("com.example.reloaded.Work")
        .awaitLine("up")
        .awaitLine("second ran 2")
        .awaitLine("third stopped TimeoutExceededException");
  }

  private static void awaitMore(ChildJvm program, String line) {
    long before = count(program, line);
    await().atMost(PATIENCE).until(() -> count(program, line) > before + 1);
  }

  private static long count(ChildJvm program, String line) {
    return program.out().lines().filter(line::equals).count();
  }

  private static JsonObject timer(Jcmd jcmd, String rule) throws Exception {
    JsonObject answer = JsonParser.parseString(jcmd.answer("list;json")).getAsJsonObject();
    for (JsonElement timer : answer.getAsJsonArray("timers")) {
      if (timer.getAsJsonObject().get("rule").getAsString().equals(rule)) {
        return timer.getAsJsonObject();
      }
    }
    throw new AssertionError("no timer of " + rule + " in " + answer);
  }

  @OnEachJdk
  @DisplayName("weaves new entry methods, lets go of old ones, leaves open calls their deadline")
  void byCommand(Jdk jdk) throws Exception {
    try (ChildJvm program = program(jdk, "-Dcurfew.reload=false")) {
      Jcmd jcmd = new Jcmd(jdk, program, directory);
      assertThat(timer(jcmd, "first").get("timeoutMillis").getAsLong()).isEqualTo(3_600_000);
      assertThat(jcmd.answer("set:first:grace:7s")).startsWith("SET: ");

      Files.writeString(file, AFTER);
      String answer = jcmd.answer("reload;reason:a test;by:ann");

      assertThat(answer)
          .startsWith("RELOADED: 2 rules, 1 added, 1 changed, 1 removed; 1 class woven again");
      awaitMore(program, "second stopped TimeoutExceededException");
      awaitMore(program, "third ran 3");
      assertThat(timer(jcmd, "first").get("timeoutMillis").getAsLong()).isEqualTo(3_600_000);
      assertThat(count(program, "first stopped TimeoutExceededException")).isZero();
      assertThat(jcmd.answer("export"))
          .startsWith("# EXPORTED: ")
          .contains("timeout: 2s", "# now grace: 7s (set by local at ")
          .doesNotContain("third");
    }
  }

  @OnEachJdk
  @DisplayName("is seen when the file is written over, and when a link above it is swapped")
  void byFileWatch(Jdk jdk) throws Exception {
    Path old = Files.createDirectory(directory.resolve("..2026_01"));
    Files.writeString(old.resolve("curfew.yaml"), BEFORE);
    Path data = Files.createSymbolicLink(directory.resolve("..data"), old.getFileName());
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("..data/curfew.yaml"));
    try (ChildJvm program = program(jdk)) {
      Path next = Files.createDirectory(directory.resolve("..2026_02"));
      Files.writeString(next.resolve("curfew.yaml"), AFTER);
      Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), next.getFileName());
      Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);

      awaitMore(program, "second stopped TimeoutExceededException");

      Files.writeString(next.resolve("curfew.yaml"), BEFORE);
      awaitMore(program, "third stopped TimeoutExceededException");
      assertThat(program.err())
          .contains("by=\"file-watch\" command=\"reload\"", "answer=\"RELOADED: ");
    }
  }

  @OnEachJdk
  @DisplayName("is left alone by a file that is wrong, whose problems are shown with their places")
  void wrongFile(Jdk jdk) throws Exception {
    try (ChildJvm program = program(jdk, "-Dcurfew.reload=false")) {
      Jcmd jcmd = new Jcmd(jdk, program, directory);
      String held = configuration(jcmd);

      Files.writeString(file, "rules:\n  - {methods: a.B#c, timeout: soon, grce: 1s}\n");
      String answer = jcmd.answer("reload");

      assertThat(answer)
          .startsWith("INVALID: nothing was changed; ")
          .contains(file + ":2:31: ")
          .contains("and 1 more", file + ":2:37: unknown key 'grce', did you mean 'grace'?");
      assertThat(configuration(jcmd)).isEqualTo(held);
      awaitMore(program, "third stopped TimeoutExceededException");
    }
  }

  private static String configuration(Jcmd jcmd) throws Exception {
    return JsonParser.parseString(jcmd.answer("export;json"))
        .getAsJsonObject()
        .get("configuration")
        .getAsString();
  }
}
