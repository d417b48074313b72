package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The packaged agent and a loader that delegates java.* alone")
class ClosedLoaderIT {
  private static void isStopped(Jdk jdk, String... arguments) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent("com.example.loaders.Job#hang=300ms")
            .classPath(ChildJvm.testClasses())
            .main("com.example.loaders.ClosedLoader", arguments)) {
      Ended ended = program.ended();

      assertThat(ended.out().lines())
          .as(ended.err())
          .containsExactly(
              "job of com.example.loaders.ClosedLoader",
              "stopped dev.curfew.api.TimeoutExceededException",
              "agent's own true");
      assertThat(ended.exitCode()).isZero();
    }
  }

  @OnEachJdk
  @DisplayName("case 29: woven code links; who called it gets the agent's own exception")
  void links(Jdk jdk) throws Exception {
    isStopped(jdk);
  }

  @OnEachJdk
  @DisplayName(
      "a loader that throws what it likes, once its application is stopped, changes nothing")
  void stoppedApplication(Jdk jdk) throws Exception {
    isStopped(jdk, "stopped");
  }
}
