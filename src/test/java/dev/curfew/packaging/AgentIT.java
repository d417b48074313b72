package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The packaged agent in a JVM of its own")
class AgentIT {
  private static Ended run(Jdk jdk, String agentArgument, String... options) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .options(options)
            .agent(agentArgument)
            .classPath(ChildJvm.testClasses())
            .main("com.example.jobs.HangingProgram")) {
      return program.ended();
    }
  }

  @OnEachJdk
  @DisplayName(
      "premain, and case 35: the call is stopped, stdout is the program's alone, open timers hold no exit up")
  void premain(Jdk jdk) throws Exception {
    Ended ended = run(jdk, "com.example.jobs.HangingJob#hang=300ms");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out().lines())
        .containsExactly(
            "stopped dev.curfew.api.TimeoutExceededException", "java.lang closed", "left one open");
    assertThat(ended.err().lines().filter(line -> line.startsWith("curfew: version"))).hasSize(1);
    assertThat(ended.err()).doesNotContain("WARNING:").doesNotContain("Sharing is only supported");
  }

  @OnEachJdk
  @DisplayName("a broken configuration is said, and the program runs without Curfew")
  void broken(Jdk jdk) throws Exception {
    Ended ended = run(jdk, "missing.yaml", "-Dprogram.hangs=false");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).contains("missing.yaml").contains("the program runs without Curfew");
    assertThat(ended.out()).contains("java.lang closed");
  }

  @OnEachJdk
  @DisplayName("a broken configuration keeps the program from starting when it is to be strict")
  void strict(Jdk jdk) throws Exception {
    Ended ended = run(jdk, "missing.yaml", "-Dcurfew.strict=true");

    assertThat(ended.exitCode()).isEqualTo(78);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("-Dcurfew.strict=true");
  }

  @OnEachJdk
  @DisplayName("the kill switch switches off, a rule that matched nothing says so at the end")
  void switchedOffAndIdle(Jdk jdk) throws Exception {
    Ended off = run(jdk, "a.B#c=1s", "-Dcurfew.enabled=false", "-Dprogram.hangs=false");
    assertThat(off.err()).isEmpty();

    Ended idle = run(jdk, "a.B#c=1s", "-Dprogram.hangs=false");
    assertThat(idle.err()).contains("has matched no method");
  }
}
