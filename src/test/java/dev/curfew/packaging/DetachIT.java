package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jcmd;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged agent, taken out of a program and put in again")
class DetachIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  private static long count(ChildJvm program, String line) {
    return program.out().lines().filter(line::equals).count();
  }

  private static void awaitMore(ChildJvm program, String line) {
    long before = count(program, line);
    await().atMost(PATIENCE).until(() -> count(program, line) > before + 1);
  }

  @OnEachJdk
  @DisplayName("leaves no thread and no limit behind; attached again it works, with fresh counts")
  void outAndIn(Jdk jdk) throws Exception {
    Path file = directory.resolve("curfew.yaml");
    Files.writeString(
        file,
        """
        rules:
          - {name: first, methods: com.example.reloaded.Work#first, timeout: 8s}
          - {name: third, methods: com.example.reloaded.Work#third, timeout: 100ms}
        """);
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(file.toString())
            .classPath(ChildJvm.testClasses())
            .main("com.example.reloaded.Work")
            .awaitLine("third stopped TimeoutExceededException")) {
      Jcmd jcmd = new Jcmd(jdk, program, directory);

      assertThat(jcmd.answer("detach"))
          .startsWith("DETACHED: the code of all classes is as it was; ");

      awaitMore(program, "third ran 3");
      long stopped = count(program, "third stopped TimeoutExceededException");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(jcmd.run("Thread.print")).doesNotContain("\"curfew-"));
      assertThat(count(program, "third stopped TimeoutExceededException")).isEqualTo(stopped);
      long first = count(program, "first stopped TimeoutExceededException");

      jcmd.load(file.toString());

      awaitMore(program, "third stopped TimeoutExceededException");
      assertThat(jcmd.answer("report;json")).contains("\"name\":\"third\"");
      assertThat(count(program, "first stopped TimeoutExceededException")).isEqualTo(first);
      assertThat(program.err().lines().filter(line -> line.startsWith("curfew: version")))
          .hasSize(2);
    }
  }

  @OnEachJdk
  @DisplayName("takes commands in a JVM without JMX too, and never says anything on stdout")
  void withoutJmx(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .options("--limit-modules", "java.base,java.instrument")
            .agent("com.example.reloaded.Work#third=100ms")
            .classPath(ChildJvm.testClasses())
            .main("com.example.reloaded.Work")
            .awaitLine("third stopped TimeoutExceededException")) {
      Jcmd jcmd = new Jcmd(jdk, program, directory);

      assertThat(jcmd.answer("report")).startsWith("REPORTED: 1 rule, healthy");
      assertThat(jcmd.answer("list;json")).contains("\"outcome\":\"LISTED\"");
      assertThat(jcmd.answer("reload")).startsWith("INVALID: ").contains("agent's argument");
      assertThat(jcmd.answer("disable:rule:Work.third;by:ann")).startsWith("DISABLED: ");
      awaitMore(program, "third ran 3");
      assertThat(jcmd.answer("detach")).startsWith("DETACHED: ");
      assertThat(program.out().lines())
          .allMatch(line -> line.matches("up|(first|second|third) (ran|stopped) .*"));
      assertThat(program.err()).contains("by=\"ann@local\"");
    }
  }
}
