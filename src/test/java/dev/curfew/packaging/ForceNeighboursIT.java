package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Force ends what the call is in, and nothing of another call's:")
@DisabledOnOs(OS.WINDOWS) // its processes are made by sh
@Timeout(240)
class ForceNeighboursIT {
  @TempDir Path directory;

  private Map<String, String> run(Jdk jdk, String force, String what) throws Exception {
    Path configuration = directory.resolve("curfew.yaml");
    Files.writeString(
        configuration,
        """
        force: {%s}
        rules:
          - name: blocking
            methods: com.example.stopping.Stoppable#call
            timeout: 1s
            grace: 300ms
            warn-at: never
            mode: force
            label: "{0}"
            overrides: [{label: neighbour, timeout: 1h}]
        records: {directory: %s}
        """
            .formatted(force, directory.resolve("records")));
    Map<String, String> said = new HashMap<>();
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(configuration.toString())
            .programsAndLibraries()
            .main("com.example.stopping.NeighboursProgram", what)) {
      ChildJvm.Ended ended = program.ended();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      for (String line : ended.out().lines().toList()) {
        String[] parts = line.split("\\|", 2);
        said.put(parts[0], parts[parts.length - 1]);
      }
    }
    return said;
  }

  @OnEachJdk
  @DisplayName("case 26, a process and its children that ignore TERM")
  void processes(Jdk jdk) throws Exception {
    assertThat(run(jdk, "", "processes"))
        .containsEntry("stuck", "TimeoutExceededException")
        .containsEntry("of the tree", "3")
        .containsEntry("gone", "3")
        .containsEntry("neighbour's process", "true");
  }

  @OnEachJdk
  @DisplayName("case 27, a socket that was opened long before")
  void sockets(Jdk jdk) throws Exception {
    assertThat(run(jdk, "", "sockets"))
        .containsEntry("stuck", "TimeoutExceededException")
        .containsEntry("reads", "false")
        .containsEntry("neighbour read", "7");
  }

  @OnEachJdk
  @DisplayName("and is switched off part by part")
  void parts(Jdk jdk) throws Exception {
    for (String part : new String[] {"sockets", "futures", "processes", "statements"}) {
      assertThat(run(jdk, part + ": false", "parts")).containsEntry("not ended", part);
    }
  }

  @OnEachJdk
  @DisplayName("without a configuration of parts, all of them")
  void allParts(Jdk jdk) throws Exception {
    assertThat(run(jdk, "", "parts")).containsEntry("not ended", "");
  }
}
