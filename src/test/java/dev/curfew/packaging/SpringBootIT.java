package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jars;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

@DisplayName("The packaged agent and an executable jar of Spring Boot")
class SpringBootIT {
  private static final List<String> LIBRARIES =
      List.of("spring-", "commons-logging-", "micrometer-", "jspecify-");

  @TempDir private static Path directory;
  private static Path application;

  /** With what the plugins of Spring Boot use: its loader, BOOT-INF/classes, BOOT-INF/lib. */
  @BeforeAll
  static void packageApplication() throws Exception {
    Path plain = Jars.ofPackage(directory.resolve("plain.jar"), Map.of(), "com.example.boot");
    application = directory.resolve("reports.jar");
    Repackager repackager = new Repackager(plain.toFile());
    repackager.setMainClass("com.example.boot.ReportApplication");
    repackager.repackage(
        application.toFile(),
        callback -> {
          for (File library : libraries()) {
            callback.library(new Library(library, LibraryScope.RUNTIME));
          }
        });
  }

  private static List<File> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(File::new)
        .filter(file -> LIBRARIES.stream().anyMatch(file.getName()::startsWith))
        .toList();
  }

  @OnEachJdk
  @DisplayName("stops a method of a bean in BOOT-INF/classes")
  void stopsMethodOfBean(Jdk jdk) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk).agent("com.example.boot.Reports#build=300ms").jar(application)) {
      Ended ended = program.ended();

      assertThat(ended.out().lines())
          .as(ended.err())
          .containsExactly(
              "loaded by org.springframework.boot.loader.launch.LaunchedClassLoader",
              "stopped dev.curfew.api.TimeoutExceededException");
      assertThat(ended.exitCode()).isZero();
    }
  }
}
