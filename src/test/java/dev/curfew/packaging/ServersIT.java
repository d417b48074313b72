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

@DisplayName("The packaged agent and a server with parts of the JDK of its own")
class ServersIT {
  private static final String RULE = "com.example.servers.Server#serve=300ms";
  private static final String LOG_MANAGER = "java.util.logging.manager";
  private static final String FILE_SYSTEMS = "java.nio.file.spi.DefaultFileSystemProvider";
  private static final String OWN_LOG_MANAGER = "com.example.servers.OwnLogManager";
  private static final String OWN_FILE_SYSTEMS = "com.example.servers.OwnFileSystems";

  @TempDir private Path directory;

  private static ChildJvm.Builder server(Jdk jdk, String agentArgument) {
    return ChildJvm.java(jdk).agent(agentArgument).classPath(ChildJvm.testClasses());
  }

  private static void hasItsOwn(ChildJvm server) throws Exception {
    Ended ended = server.ended();
    assertThat(ended.out().lines())
        .as(ended.err())
        .contains(
            "log manager made in main",
            "logs through OwnLogManager",
            "file system made in main",
            "stopped dev.curfew.api.TimeoutExceededException")
        .doesNotContain("log manager made before main", "file system made before main");
    assertThat(ended.exitCode()).isZero();
  }

  @OnEachJdk
  @DisplayName("its log manager and file system, configured by its main, are the ones in use")
  void configuredByMain(Jdk jdk) throws Exception {
    try (ChildJvm server =
        server(jdk, RULE)
            .main(
                "com.example.servers.Server",
                LOG_MANAGER,
                OWN_LOG_MANAGER,
                FILE_SYSTEMS,
                OWN_FILE_SYSTEMS)) {
      hasItsOwn(server);
    }
  }

  @OnEachJdk
  @DisplayName("its log manager and file system, configured by options, are made in its main")
  void configuredByOptions(Jdk jdk) throws Exception {
    try (ChildJvm server =
        server(jdk, RULE)
            .options(
                "-D" + LOG_MANAGER + "=" + OWN_LOG_MANAGER,
                "-D" + FILE_SYSTEMS + "=" + OWN_FILE_SYSTEMS)
            .main("com.example.servers.Server")) {
      hasItsOwn(server);
    }
  }

  @OnEachJdk
  @DisplayName("the same when Curfew is configured by a YAML file")
  void withYaml(Jdk jdk) throws Exception {
    Path file = directory.resolve("curfew.yaml");
    Files.writeString(
        file, "rules: [{methods: com.example.servers.Server#serve, timeout: 300ms}]\n");
    try (ChildJvm server =
        server(jdk, file.toString())
            .main(
                "com.example.servers.Server",
                LOG_MANAGER,
                OWN_LOG_MANAGER,
                FILE_SYSTEMS,
                OWN_FILE_SYSTEMS)) {
      hasItsOwn(server);
    }
  }
}
