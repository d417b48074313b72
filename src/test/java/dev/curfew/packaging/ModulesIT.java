package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jars;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged agent and named modules")
class ModulesIT {
  private static final String RULE = "modular.Job#hang=300ms";

  @TempDir private static Path directory;
  private static Path module;

  @BeforeAll
  static void compileModule() throws Exception {
    Path source = Files.createDirectories(directory.resolve("source/modular"));
    Path descriptor = source.resolveSibling("module-info.java");
    Files.writeString(descriptor, "module modular { exports modular; }");
    Path job = source.resolve("Job.java");
    Files.writeString(
        job,
        """
        package modular;

        public class Job {
          public static void main(String[] args) throws InterruptedException {
            System.out.println("job of " + Job.class.getModule());
            try {
              hang();
            } catch (RuntimeException e) {
              System.out.println("stopped " + e.getClass().getName());
            }
          }

          public static void hang() throws InterruptedException {
            new java.util.concurrent.CountDownLatch(1).await();
          }
        }
        """);
    Path classes = directory.resolve("classes");
    int failed =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release",
                "17",
                "-d",
                classes.toString(),
                descriptor.toString(),
                job.toString());
    assertThat(failed).isZero();
    module = Jars.ofDirectory(directory.resolve("modular.jar"), classes);
  }

  private static Ended layer(Jdk jdk, String parent) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(RULE)
            .classPath(ChildJvm.testClasses())
            .main("com.example.layers.LayerProgram", module.toString(), parent)) {
      return program.ended();
    }
  }

  private static void isStopped(Ended ended, String first) {
    assertThat(ended.out().lines())
        .as(ended.err())
        .containsExactly(first, "stopped dev.curfew.api.TimeoutExceededException");
    assertThat(ended.exitCode()).isZero();
  }

  @OnEachJdk
  @DisplayName("case 29: a module in a layer of its own, which does not read the agent, is stopped")
  void layerOfItsOwn(Jdk jdk) throws Exception {
    isStopped(layer(jdk, "system"), "the module reads the agent: false");
  }

  @OnEachJdk
  @DisplayName("case 29: a module whose loader can't even see the agent is stopped")
  void layerThatSeesNothing(Jdk jdk) throws Exception {
    isStopped(layer(jdk, "none"), "the module reads the agent: false");
  }

  @OnEachJdk
  @DisplayName("the application's own module on the module path is stopped")
  void modulePath(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(RULE)
            .options("-p", module.toString(), "-m", "modular/modular.Job")
            .start()) {
      isStopped(program.ended(), "job of module modular");
    }
  }
}
