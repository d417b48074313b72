package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jcmd;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Code that never blocks, in mode force,")
@Timeout(180)
class CheckpointIT {
  private static final int LIMIT_AND_GRACE = 600;
  private static final Pattern AFTER = Pattern.compile("after (\\d+) ms");

  @TempDir Path directory;

  private Ended run(Jdk jdk, List<String> options, String settings, String thread, String... calls)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(thread));
    arguments.addAll(List.of(calls));
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .options(options)
            .agent(
                "com.example.looping.Spin#*=400ms;mode=force;grace=200ms;records.directory="
                    + directory
                    + settings)
            .classPath(ChildJvm.testClasses())
            .main("com.example.looping.SpinProgram", arguments.toArray(new String[0]))) {
      Ended ended = program.ended();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      return ended;
    }
  }

  private static final String CHECKPOINTS = ";checkpoints=com.example.looping.**";
  private static final String STOPPED = ": TimeoutExceededException <- java.lang.CurfewStop";

  private static String line(Ended ended, String call) {
    return ended.out().lines().filter(l -> l.startsWith(call + ":")).findFirst().orElse("");
  }

  private static long millis(Ended ended, String call) {
    Matcher matcher = AFTER.matcher(line(ended, call));
    assertThat(matcher.find()).as(ended.out()).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static void assertStopped(Ended ended, String... calls) {
    for (String call : calls) {
      assertThat(line(ended, call)).as(ended.out() + ended.err()).startsWith(call + STOPPED);
    }
  }

  @OnEachJdk
  @DisplayName(
      "case 10: ends at a checkpoint of its class soon after force begins; finally blocks ran,"
          + " monitors are free, the caller sees the timeout, and what the thread does next runs on")
  void ends(Jdk jdk) throws Exception {
    Ended ended =
        run(
            jdk,
            List.of(),
            CHECKPOINTS + ";force.retransform=false",
            "platform",
            "leaf",
            "harmless",
            "swallows",
            "harmless",
            "leaf");

    assertStopped(ended, "leaf", "swallows");
    assertThat(ended.out().lines().filter(l -> l.startsWith("leaf" + STOPPED))).hasSize(2);
    assertThat(ended.out().lines().filter(l -> l.equals("harmless: returned"))).hasSize(2);
    // 100 ms on a quiet machine, see docs/performance.md
    assertThat(millis(ended, "leaf")).isBetween((long) LIMIT_AND_GRACE, LIMIT_AND_GRACE + 10_000L);
    assertThat(ended.out().lines()).contains("monitor free, cleaned true");
    assertThat(acts()).contains("stop thrown at a checkpoint");
  }

  @OnEachJdk
  @DisplayName(
      "case 11: is not ended inside a class initialiser, whose name is recorded, but after")
  void initialiser(Jdk jdk) throws Exception {
    Ended ended =
        run(
            jdk,
            List.of(),
            CHECKPOINTS,
            "platform",
            "initialises",
            "harmless",
            "harmless",
            "harmless");

    assertStopped(ended, "initialises");
    assertThat(millis(ended, "initialises")).isGreaterThanOrEqualTo(2_000);
    assertThat(ended.out().lines()).contains("class usable: true");
    assertThat(acts())
        .contains(
            "no stop thrown at a checkpoint inside the initialiser of class"
                + " com.example.looping.Spin$Slow",
            "stop thrown at a checkpoint");
  }

  @OnEachJdk
  @DisplayName("case 11: is not ended inside a shield, but after")
  void shield(Jdk jdk) throws Exception {
    Ended ended = run(jdk, List.of(), CHECKPOINTS, "platform", "shielded");

    assertStopped(ended, "shielded");
    assertThat(millis(ended, "shielded")).isGreaterThanOrEqualTo(2_000);
    assertThat(ended.out().lines()).contains("shielded work done: true");
  }

  @OnEachJdk
  @DisplayName(
      "without any checkpoint configured: a regular expression that backtracks for ever,"
          + " a recursion and arithmetic with huge numbers get theirs while they run")
  void retransform(Jdk jdk) throws Exception {
    Ended ended =
        run(jdk, List.of(), "", "platform", "backtracks", "recurses", "multiplies", "harmless");

    assertStopped(ended, "backtracks", "recurses", "multiplies");
    assertThat(line(ended, "harmless")).isEqualTo("harmless: returned");
    assertThat(acts())
        .anySatisfy(
            act ->
                assertThat(act)
                    .startsWith("checkpoints woven into ")
                    .contains("java.util.regex.Pattern$"))
        .anySatisfy(
            act -> assertThat(act).startsWith("checkpoints woven into ").contains("Spin$Numbers"));
  }

  static Stream<Arguments> collectors() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of("UseSerialGC", "UseParallelGC", "UseG1GC", "UseZGC")
                    .map(collector -> Arguments.of(jdk, collector)));
  }

  /** JDK 17 itself stops all threads each second, and would wait for the counted loop. */
  private static final List<String> NO_PERIODIC_SAFEPOINT =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:GuaranteedSafepointInterval=0");

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("collectors")
  @DisplayName(
      "under each collector: also a counted loop of minutes that has no safepoint, and a regular"
          + " expression")
  void collectors(Jdk jdk, String collector) throws Exception {
    Ended ended =
        run(
            jdk,
            Stream.concat(NO_PERIODIC_SAFEPOINT.stream(), Stream.of("-XX:+" + collector)).toList(),
            CHECKPOINTS,
            "platform",
            "counted",
            "backtracks",
            "counted",
            "recurses",
            "harmless",
            "leaf");

    assertStopped(ended, "counted", "backtracks", "recurses", "leaf");
    assertThat(ended.out().lines().filter(l -> l.startsWith("counted" + STOPPED))).hasSize(2);
    assertThat(line(ended, "harmless")).isEqualTo("harmless: returned");
    assertThat(millis(ended, "counted")).isLessThan(30_000);
  }

  private ChildJvm program(Jdk jdk, Path configuration, String... calls) throws IOException {
    return ChildJvm.java(jdk)
        .options("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
        .options("-Dcurfew.reload=false")
        .agent(configuration.toString())
        .classPath(ChildJvm.testClasses())
        .main("com.example.looping.SpinProgram", calls)
        .awaitLine("waiting");
  }

  private String configuration(String more) {
    return """
    rules: [{methods: com.example.looping.Spin#*, timeout: 400ms, grace: 200ms, mode: force}]
    records: {directory: %s}
    force: {retransform: %s}
    """
        .formatted(directory, more);
  }

  @OnEachJdk
  @DisplayName("ends too when its class is named by a configuration that is loaded later")
  void reloaded(Jdk jdk) throws Exception {
    Path file = Files.writeString(directory.resolve("curfew.yaml"), configuration("false"));
    Path go = directory.resolve("go");
    try (ChildJvm program = program(jdk, file, "platform", "harmless", "until:" + go, "leaf")) {
      Files.writeString(file, configuration("false") + "checkpoints: com.example.looping.**\n");

      assertThat(new Jcmd(jdk, program, directory).answer("reload"))
          .startsWith("RELOADED: ")
          .contains("classes woven again");
      Files.createFile(go);

      assertStopped(program.ended(), "leaf");
    }
  }

  @OnEachJdk
  @DisplayName("leaves nothing behind when Curfew is taken out of the program")
  void detached(Jdk jdk) throws Exception {
    Path file = Files.writeString(directory.resolve("curfew.yaml"), configuration("true"));
    Path go = directory.resolve("go");
    try (ChildJvm program =
        program(jdk, file, "platform", "backtracks", "until:" + go, "harmless")) {
      assertThat(new Jcmd(jdk, program, directory).answer("detach")).startsWith("DETACHED: ");
      Files.createFile(go);

      Ended ended = program.ended();
      assertStopped(ended, "backtracks");
      assertThat(line(ended, "harmless")).isEqualTo("harmless: returned");
    }
  }

  @OnEachJdk
  @DisplayName("ends on virtual threads as well")
  void virtualThreads(Jdk jdk) throws Exception {
    if (jdk.feature() < 21) {
      return;
    }
    Ended ended =
        run(
            jdk,
            List.of(),
            CHECKPOINTS,
            "virtual",
            "leaf",
            "swallows",
            "backtracks",
            "harmless",
            "leaf");

    assertStopped(ended, "leaf", "swallows", "backtracks");
    assertThat(line(ended, "harmless")).isEqualTo("harmless: returned");
  }

  /** What was done to the calls, as recorded. */
  private List<String> acts() throws IOException {
    List<String> acts = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        for (String record : Files.readAllLines(file)) {
          JsonObject json = JsonParser.parseString(record).getAsJsonObject();
          if (json.has("acts")) {
            for (JsonElement act : json.getAsJsonArray("acts")) {
              acts.add(act.getAsJsonObject().get("what").getAsString());
            }
          }
        }
      }
    }
    return acts;
  }
}
