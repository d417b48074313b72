package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.Jdk;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The packaged agent in a JVM of its own")
@Timeout(120)
class AgentIT {
  private static final String JAR =
      new File(System.getProperty("curfew.test.target"), "curfew.jar").getAbsolutePath();

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  private record Ended(int exit, String out, String err) {}

  private Ended run(Jdk jdk, String agentArgument, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.java()));
    command.addAll(List.of(options));
    command.add("-javaagent:" + JAR + "=" + agentArgument);
    command.addAll(List.of("-cp", new File("target/test-classes").getAbsolutePath()));
    command.add("com.example.jobs.HangingProgram");
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended: %s", command).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  @DisplayName(
      "premain, and case 35: the call is stopped, stdout is the program's alone, open timers hold no exit up")
  void premain(Jdk jdk) throws Exception {
    Ended ended = run(jdk, "com.example.jobs.HangingJob#hang=300ms");

    assertThat(ended.exit).isZero();
    assertThat(ended.out.lines())
        .containsExactly(
            "stopped dev.curfew.api.TimeoutExceededException", "java.lang closed", "left one open");
    assertThat(ended.err.lines().filter(line -> line.startsWith("curfew: version"))).hasSize(1);
    assertThat(ended.err).doesNotContain("WARNING:").doesNotContain("Sharing is only supported");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  @DisplayName("a broken configuration is said, and the program runs without Curfew")
  void broken(Jdk jdk) throws Exception {
    Ended ended = run(jdk, "missing.yaml", "-Dprogram.hangs=false");

    assertThat(ended.exit).isZero();
    assertThat(ended.err).contains("missing.yaml").contains("the program runs without Curfew");
    assertThat(ended.out).contains("java.lang closed");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  @DisplayName("a broken configuration keeps the program from starting when it is to be strict")
  void strict(Jdk jdk) throws Exception {
    Ended ended = run(jdk, "missing.yaml", "-Dcurfew.strict=true");

    assertThat(ended.exit).isEqualTo(78);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err).contains("-Dcurfew.strict=true");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  @DisplayName("the kill switch switches off, a rule that matched nothing says so at the end")
  void switchedOffAndIdle(Jdk jdk) throws Exception {
    Ended off = run(jdk, "a.B#c=1s", "-Dcurfew.enabled=false", "-Dprogram.hangs=false");
    assertThat(off.err).isEmpty();

    Ended idle = run(jdk, "a.B#c=1s", "-Dprogram.hangs=false");
    assertThat(idle.err).contains("has matched no method");
  }
}
