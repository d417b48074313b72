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

@DisplayName("The JDK's flight recorder")
class FlightRecorderIT {
  private static final String EVENT = "dev.curfew.TimeoutStatus";

  @TempDir private Path directory;

  private static String jfr(Jdk jdk, String... arguments) throws Exception {
    try (ChildJvm jfr = ChildJvm.tool(jdk, "jfr").options(arguments).start()) {
      ChildJvm.Ended ended = jfr.ended();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      return ended.out();
    }
  }

  /**
   * Of a recording that began when there had been events: view knows the types of its beginning.
   */
  private void view(Jdk jdk, Jcmd jcmd) throws Exception {
    Path file = directory.resolve("later.jfr");
    jcmd.run("JFR.start", "name=later");
    awaitEvents(jdk, jcmd, file);
    assertThat(jfr(jdk, "view", EVENT, file.toString())).contains("WARNED", "TIMEOUT", "deadline");
  }

  private static void awaitEvents(Jdk jdk, Jcmd jcmd, Path file) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              jcmd.run("JFR.dump", "name=later", "filename=" + file);
              assertThat(jfr(jdk, "print", "--events", EVENT, file.toString()))
                  .contains("WARNED", "TIMEOUT");
            });
  }

  @OnEachJdk
  @DisplayName("has each change of status, with the call's thread and stack, once it records")
  void events(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent("com.example.reloaded.Work#first=1s;records.directory=" + directory)
            .options("-Xlog:class+load:file=" + directory.resolve("classes.log") + ":none")
            .classPath(ChildJvm.testClasses())
            .main("com.example.reloaded.Work")
            .awaitLine("first stopped TimeoutExceededException")) {
      Jcmd jcmd = new Jcmd(jdk, program, directory);
      Path log = directory.resolve("classes.log");
      assertThat(Files.readString(log)).doesNotContain("dev.curfew.manage.TimeoutStatusEvent");

      jcmd.run("JFR.start", "name=timeouts");

      Path file = directory.resolve("timeouts.jfr");
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                jcmd.run("JFR.dump", "name=timeouts", "filename=" + file);
                assertThat(jfr(jdk, "print", "--events", EVENT, file.toString()))
                    .containsSubsequence(
                        "before = \"ACTIVE\"",
                        "status = \"WARNED\"",
                        "callStack = ",
                        "com.example.reloaded.Work.first",
                        "status = \"GRACE\"",
                        "callThread = \"first\"",
                        "com.example.reloaded.Work.first",
                        "status = \"TIMEOUT\"",
                        "reason = \"deadline\"");
              });
      if (jdk.feature() >= 21) {
        view(jdk, jcmd);
      }
    }
  }
}
