package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged agent with a YAML file")
class YamlFileIT {
  @TempDir private Path directory;

  private Ended run(Jdk jdk, String yaml, String... options) throws Exception {
    Path file = Files.writeString(directory.resolve("curfew.yaml"), yaml);
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .options(options)
            .agent(file.toString())
            .classPath(ChildJvm.testClasses())
            .main("com.example.jobs.HangingProgram")) {
      return program.ended();
    }
  }

  @OnEachJdk
  @DisplayName("stops the call of a rule, and names the file where it starts")
  void stops(Jdk jdk) throws Exception {
    Ended ended =
        run(
            jdk,
            """
            defaults: {timeout: 1h, grace: 5s}
            rules:
              - name: the job
                methods: ["com.example.jobs.HangingJob#hang()"]
                timeout: 300ms
            """);

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains("stopped dev.curfew.api.TimeoutExceededException");
    assertThat(ended.err())
        .contains("1 rule from " + directory.resolve("curfew.yaml"))
        .doesNotContain("WARNING:");
  }

  @OnEachJdk
  @DisplayName("says all that is wrong with it, each with its line and column; the program runs")
  void saysAll(Jdk jdk) throws Exception {
    Ended ended =
        run(
            jdk,
            """
            defaults: {grace: soon}
            rules:
              - methods: com.example.jobs.HangingJob
                timeout: 300ms
              - methods: com.example.jobs.HangingJob#hang
                timeuot: 300ms
            """,
            "-Dprogram.hangs=false");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains("java.lang closed");
    assertThat(ended.err())
        .contains("curfew.yaml:1:19: ")
        .contains("curfew.yaml:3:14: ")
        .contains("curfew.yaml:6:5: ")
        .contains("timeout")
        .contains("the program runs without Curfew");
  }
}
