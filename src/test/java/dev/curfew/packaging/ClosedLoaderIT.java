package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The packaged agent and a loader that delegates java.* alone")
class ClosedLoaderIT {
  @OnEachJdk
  @DisplayName("case 29: woven code links; who called it gets the agent's own exception")
  void links(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent("com.example.loaders.Job#hang=300ms")
            .classPath(ChildJvm.testClasses())
            .main("com.example.loaders.ClosedLoader")) {
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
}
