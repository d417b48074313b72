package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jcmd;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Work that a call hands to other threads")
@Timeout(240)
class FollowIT {
  private static final List<String> WAYS =
      List.of(
          "ThreadPoolExecutor.execute",
          "ThreadPoolExecutor.submit",
          "ThreadPoolExecutor, its worker made by the call",
          "ScheduledThreadPoolExecutor.execute",
          "ScheduledThreadPoolExecutor.schedule",
          "ScheduledThreadPoolExecutor.scheduleAtFixedRate",
          "ForkJoinPool.execute",
          "ForkJoinPool.submit",
          "ForkJoinTask.fork",
          "Parallel stream",
          "CompletableFuture.runAsync",
          "CompletableFuture.runAsync, with a pool",
          "CompletableFuture.thenRunAsync, completed by a thread without a call",
          "Thread.start");

  private static final List<String> VIRTUAL =
      List.of("Virtual thread", "Virtual thread, of an executor");

  private static List<String> ways(Jdk jdk) {
    List<String> ways = new ArrayList<>(WAYS);
    if (jdk.feature() >= 21) {
      ways.addAll(VIRTUAL);
    }
    return ways;
  }

  @TempDir Path directory;

  @OnEachJdk
  @DisplayName("is stopped with the call, under a timer inside it, if the rule says follow")
  void stopped(Jdk jdk) throws Exception {
    Path records = directory.resolve("records" + jdk.feature());

    // or one of the tasks may wait for the other's end, on a machine of two cores
    String enough = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=8";
    String out = run(jdk, records, "com.example.follow.FollowProgram", enough);

    List<String> expected = new ArrayList<>();
    for (String way : ways(jdk)) {
      expected.add("task|followed|" + way + "|stopped|TimeoutExceededException");
      expected.add("left|" + way + "|clean");
      expected.add("task|alone|" + way + "|let go|TimeoutExceededException");
    }
    assertThat(out.lines().filter(line -> !line.equals("done")))
        .containsExactlyInAnyOrderElementsOf(expected);
    Map<String, String> stopped = stoppedTasks(records);
    for (String way : ways(jdk)) {
      assertThat(stopped.entrySet())
          .as(way)
          .anyMatch(e -> e.getKey().startsWith("followed(" + way + ") / task"));
      assertThat(stopped).doesNotContainKey("alone(" + way + ") / task");
    }
  }

  @OnEachJdk
  @DisplayName("is the same object for queues, remove, rejection handlers and comparators")
  void sameTasks(Jdk jdk) throws Exception {
    String out =
        run(jdk, directory.resolve("same" + jdk.feature()), "com.example.follow.SameTasks");

    assertThat(out.lines())
        .containsExactly(
            "queued itself",
            "removed",
            "rejected itself",
            "in the order of the comparator: 1 2 3",
            "a Timer's task is not followed");
  }

  @OnEachJdk
  @DisplayName("is followed into a structured task, a preview of JDK 25, by its own interrupt")
  void structured(Jdk jdk) throws Exception {
    assumeThat(jdk.feature()).isGreaterThanOrEqualTo(25);
    Path records = directory.resolve("structured" + jdk.feature());

    String out = run(jdk, records, "com.example.follow.StructuredProgram", "--enable-preview");

    assertThat(out.lines()).containsExactly("TimeoutExceededException, task stopped");
    assertThat(stoppedTasks(records)).containsEntry("followed(structured) / task", "STOPPED");
  }

  @OnEachJdk
  @DisplayName("is followed from a reload on, and no more when Curfew is taken out")
  void reloadAndDetach(Jdk jdk) throws Exception {
    Path configuration = directory.resolve("reloaded" + jdk.feature() + ".yaml");
    String rule =
        "rules: [{name: a, methods: com.example.follow.Handing#followed, timeout: 200ms%s}]";
    Files.writeString(configuration, rule.formatted(""));
    try (ChildJvm child =
        ChildJvm.java(jdk)
            .agent(configuration.toString())
            .programsAndLibraries()
            .main("com.example.follow.FollowLoop")
            .awaitLine("call stopped, task let go")) {
      Jcmd jcmd = new Jcmd(jdk, child, directory);

      Files.writeString(configuration, rule.formatted(", follow: true"));
      assertThat(jcmd.answer("reload")).contains("RELOADED");
      child.awaitLine("call stopped, task stopped");

      assertThat(jcmd.answer("detach")).startsWith("DETACHED");
      child.awaitLine("call returned, task let go");
    }
  }

  private String run(Jdk jdk, Path records, String program, String... options) throws Exception {
    Path configuration = directory.resolve("curfew" + jdk.feature() + ".yaml");
    Files.writeString(
        configuration,
        """
        defaults: {warn-at: never, timeout: 4s, grace: 30s}
        rules:
          - {name: followed, methods: com.example.follow.Handing#followed, label: "{0}", follow: true}
          - {name: alone, methods: com.example.follow.Handing#alone, label: "{0}"}
        records: {directory: %s}
        """
            .formatted(records));
    try (ChildJvm child =
        ChildJvm.java(jdk)
            .options(options)
            .agent(configuration.toString())
            .programsAndLibraries()
            .main(program)) {
      ChildJvm.Ended ended = child.ended();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      return ended.out();
    }
  }

  /** Status by path, of those that ended. */
  private static Map<String, String> stoppedTasks(Path records) throws IOException {
    Map<String, String> tasks = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(records)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonObject record = JsonParser.parseString(line).getAsJsonObject();
          if (record.has("path") && record.get("path").getAsString().endsWith(" / task")) {
            tasks.put(record.get("path").getAsString(), record.get("status").getAsString());
          }
        }
      }
    }
    return tasks;
  }
}
