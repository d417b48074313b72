package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

@DisplayName("The packaged API")
@Timeout(180)
class ApiIT {
  private static final String STOPPED = "stopped, by our own copy: job";
  private static final String A_RULE = "a.B#c=1s";

  private static Path api() {
    return ChildJvm.agentJar().resolveSibling("curfew-api.jar");
  }

  @OnEachJdk
  @DisplayName("alone keeps time and stops nothing")
  void alone(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .classPath(ChildJvm.testClasses(), api())
            .main("com.example.jobs.ApiProgram")) {
      assertThat(program.ended().out().lines()).containsExactly("enforced false", "returned false");
    }
  }

  @OnEachJdk
  @DisplayName("is enforced where the agent runs, also without a jar of its own")
  void enforced(Jdk jdk) throws Exception {
    try (ChildJvm program =
            ChildJvm.java(jdk)
                .agent(A_RULE)
                .classPath(ChildJvm.testClasses(), api())
                .main("com.example.jobs.ApiProgram");
        ChildJvm bare =
            ChildJvm.java(jdk)
                .agent(A_RULE)
                .classPath(ChildJvm.testClasses())
                .main("com.example.jobs.ApiProgram")) {
      assertThat(program.ended().out().lines()).containsExactly("enforced true", STOPPED);
      assertThat(bare.ended().out().lines()).containsExactly("enforced true", STOPPED);
    }
  }

  @OnEachJdk
  @DisplayName("ends by force what its calls are blocked in, where they allow it and no rule does")
  void force(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(A_RULE)
            .classPath(ChildJvm.testClasses(), api())
            .main("com.example.stopping.ApiForceProgram")) {
      ChildJvm.Ended ended = program.ended();
      assertThat(ended.out().lines()).as(ended.err()).containsExactly("forced");
    }
  }

  @OnEachJdk
  @DisplayName("is enforced in a second copy, in a loader that does not see the agent's")
  void secondCopy(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(A_RULE)
            .classPath(ChildJvm.testClasses())
            .main(
                "com.example.jobs.SecondCopyProgram",
                api().toString(),
                ChildJvm.testClasses() + "/")) {
      assertThat(program.ended().out().lines()).containsExactly("enforced true", STOPPED);
    }
  }

  @OnEachJdk
  @DisplayName("joins in when the agent is loaded later")
  void later(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .options("-XX:+EnableDynamicAgentLoading")
            .classPath(ChildJvm.testClasses(), api())
            .main("com.example.jobs.ApiProgram", "wait")) {
      program.awaitLine("waiting");
      AttachIT.load(A_RULE, program);
      assertThat(program.ended().out().lines())
          .containsExactly("enforced false", "returned false", "waiting", STOPPED);
    }
  }
}
