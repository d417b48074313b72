package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Case 22: results that come later than their methods return")
@Timeout(240)
class ResultsIT {
  @TempDir Path directory;

  @OnEachJdk
  @DisplayName(
      "the caller's copy alone gets the timeout; workers are stopped with the call and keep no"
          + " flag; what can't be followed is told")
  void results(Jdk jdk) throws Exception {
    Path records = directory.resolve("records" + jdk.feature());
    Path configuration = directory.resolve("curfew" + jdk.feature() + ".yaml");
    Files.writeString(
        configuration,
        """
        defaults: {warn-at: never, timeout: 2s, grace: 30s}
        rules:
          - {name: alone, methods: com.example.results.Desk#alone}
          - {name: desk, methods: com.example.results.Desk#*, follow: true}
        records: {directory: %s}
        """
            .formatted(records));
    try (ChildJvm child =
        ChildJvm.java(jdk)
            .agent(configuration.toString())
            .classPath(ChildJvm.testClasses())
            .main("com.example.results.ResultsProgram")) {
      ChildJvm.Ended ended = child.ended();

      assertThat(ended.out().lines())
          .as(ended.err())
          .containsExactly(
              "never: TimeoutExceededException",
              "what others share is done: false",
              "never, as a stage: TimeoutExceededException",
              "in time: value",
              "failing: IllegalArgumentException",
              "done before is itself: true",
              "nothing is nothing: true",
              "cancel: true",
              "cancels the original: true",
              "worker: TimeoutExceededException, stopped",
              "its thread afterwards: clean",
              "a plain future is itself: true",
              "a publisher is itself: true",
              "without following it is itself: true");
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.err().lines().filter(line -> line.contains("ends when it returns")))
          .as(ended.err())
          .hasSize(2)
          .anyMatch(line -> line.contains("com.example.results.Desk#published("))
          .anyMatch(line -> line.contains("com.example.results.Desk#plain("));
    }
    assertThat(endedCalls(records))
        .contains("desk TIMEOUT", "desk / task STOPPED")
        .doesNotContain("alone TIMEOUT");
  }

  private static List<String> endedCalls(Path records) throws IOException {
    List<String> ended = new ArrayList<>();
    try (Stream<Path> files = Files.list(records)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonObject record = JsonParser.parseString(line).getAsJsonObject();
          if (record.has("path") && record.has("status")) {
            ended.add(record.get("path").getAsString() + " " + record.get("status").getAsString());
          }
        }
      }
    }
    return ended;
  }
}
