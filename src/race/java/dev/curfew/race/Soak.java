package dev.curfew.race;

import dev.curfew.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ordinary tests with the tag {@code race}, in full size, in a JVM of the JDK under test. */
final class Soak {
  private static final String SIZES = "curfew.";

  private Soak() {}

  /** False when a test fails. */
  static boolean run(Jdk jdk, Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    List<String> arguments = new ArrayList<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(SIZES)) {
        arguments.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    arguments.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading"));
    arguments.add("org.junit.platform.console.ConsoleLauncher");
    arguments.addAll(List.of("execute", "--select-package", "dev.curfew", "--include-tag", "race"));
    arguments.addAll(List.of("--details", "tree", "--disable-banner", "--disable-ansi-colors"));
    arguments.addAll(List.of("--reports-dir", directory.resolve("reports").toString()));
    String classPath = System.getProperty("java.class.path");
    return JvmRun.run(jdk, directory, "soak.txt", classPath, arguments) == 0;
  }
}
