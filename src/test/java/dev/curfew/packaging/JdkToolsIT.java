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

@DisplayName("With the agent in JAVA_TOOL_OPTIONS")
class JdkToolsIT {
  private static final String OPTIONS = options("com.example.jobs.HangingJob#hang=300ms");

  @TempDir private Path directory;

  private static String options(String agentArgument) {
    return "-javaagent:" + ChildJvm.agentJar() + "=" + agentArgument;
  }

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
  @DisplayName("keytool, whose module is java.base, runs without Curfew")
  void keytool(Jdk jdk) throws Exception {
    runsAlone(jdk, "keytool", "-showinfo", "-tls");
  }

  @OnEachJdk
  @DisplayName("a program that is started from its source file is no tool: it runs with Curfew")
  void sourceFile(Jdk jdk) throws Exception {
    Path source =
        Files.writeString(
            directory.resolve("Script.java"),
            """
            class Script {
              public static void main(String[] args) throws InterruptedException {
                try {
                  new java.util.concurrent.CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  System.out.println("interrupted");
                  throw e;
                }
              }
            }
            """);
    try (ChildJvm jvm =
        ChildJvm.java(jdk)
            .environment("JAVA_TOOL_OPTIONS", options("Script#main=300ms"))
            .main(source.toString())) {
      assertThat(jvm.ended().out().lines()).containsExactly("interrupted");
    }
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
