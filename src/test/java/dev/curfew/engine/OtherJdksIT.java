package dev.curfew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The build runs on one JDK, and on 17 there are no virtual threads. */
@DisplayName("The unit tests of what threads do")
@Order(1) // takes longest
class OtherJdksIT {
  private static final String[] PACKAGES = {
    "dev.curfew.engine", "dev.curfew.bridge", "dev.curfew.enforce", "dev.curfew.agent"
  };
  private static final int VIRTUAL_THREADS = 21;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  static Stream<Jdk> others() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() != Jdk.running().feature());
  }

  private static Ended run(Jdk jdk, String... packages) throws Exception {
    try (ChildJvm tests =
        ChildJvm.java(jdk)
            .options("-XX:+EnableDynamicAgentLoading", "-Djdk.attach.allowAttachSelf=true")
            .ownClassPath()
            .main(TestRun.class.getName(), packages)) {
      return tests.ended(PATIENCE);
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("others")
  @DisplayName("succeed on the JDKs that do not run the build")
  void succeed(Jdk jdk) throws Exception {
    Ended ended = run(jdk, PACKAGES);

    List<String> lines = ended.out().lines().toList();
    assertThat(ended.exitCode()).as(failures(lines, ended.err())).isZero();
    assertThat(lines)
        .contains("ran dev.curfew.engine.DeadlineTest", "ran dev.curfew.bridge.RaceTest");
    if (jdk.feature() >= VIRTUAL_THREADS) {
      assertThat(lines)
          .containsAll(testsOnVirtualThreads().stream().map(name -> "ran " + name).toList())
          .noneMatch(line -> line.startsWith("skipped ") && line.contains("OnVirtualThreadTest"));
    }
  }

  /** What failed, without the tests' own output; a JVM that died tells on stderr. */
  private static String failures(List<String> out, String err) {
    int first = 0;
    while (first < out.size() && !out.get(first).startsWith(TestRun.FAILED)) {
      first++;
    }
    return first < out.size() ? String.join("\n", out.subList(first, out.size())) : err;
  }

  private static List<String> testsOnVirtualThreads() throws IOException {
    try (Stream<Path> files = Files.list(ChildJvm.testClasses().resolve("dev/curfew/engine"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("OnVirtualThreadTest.class"))
              .map(name -> "dev.curfew.engine." + name.replace(".class", ""))
              .toList();
      assertThat(names).isNotEmpty();
      return names;
    }
  }

  @Test
  @DisplayName("are not taken to have succeeded when there were none")
  void noneIsFailure() throws Exception {
    Ended ended = run(Jdk.running(), "dev.curfew.testkit");

    assertThat(ended.out()).contains("0 succeeded, 0 failed");
    assertThat(ended.exitCode()).isOne();
  }
}
