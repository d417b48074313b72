package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import org.junit.jupiter.api.DisplayName;

@DisplayName("With the agent in JAVA_TOOL_OPTIONS")
class JdkToolsIT {
  private static final String OPTIONS =
      "-javaagent:" + ChildJvm.agentJar() + "=com.example.jobs.HangingJob#hang=300ms";

  private static void runsAlone(Jdk jdk, String tool, String... arguments) throws Exception {
    try (ChildJvm jvm =
        ChildJvm.tool(jdk, tool)
            .environment("JAVA_TOOL_OPTIONS", OPTIONS)
            .options(arguments)
            .start()) {
      Ended ended = jvm.ended();

      assertThat(ended.err().lines()).containsExactly("Picked up JAVA_TOOL_OPTIONS: " + OPTIONS);
      assertThat(ended.out()).isNotBlank();
      assertThat(ended.exitCode()).isZero();
    }
  }

  @OnEachJdk
  @DisplayName("javac runs without Curfew")
  void javac(Jdk jdk) throws Exception {
    runsAlone(jdk, "javac", "-version");
  }

  @OnEachJdk
  @DisplayName("jcmd runs without Curfew")
  void jcmd(Jdk jdk) throws Exception {
    runsAlone(jdk, "jcmd", "-l");
  }

  @OnEachJdk
  @DisplayName("jps runs without Curfew")
  void jps(Jdk jdk) throws Exception {
    runsAlone(jdk, "jps");
  }

  @OnEachJdk
  @DisplayName("a program runs with Curfew, which shows that the tools could have")
  void program(Jdk jdk) throws Exception {
    try (ChildJvm jvm =
        ChildJvm.java(jdk)
            .environment("JAVA_TOOL_OPTIONS", OPTIONS)
            .classPath(ChildJvm.testClasses())
            .main("com.example.jobs.HangingProgram")) {
      assertThat(jvm.ended().err()).contains("curfew: version");
    }
  }
}
