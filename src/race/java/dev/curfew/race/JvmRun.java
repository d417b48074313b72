package dev.curfew.race;

import dev.curfew.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of the JDK under test. */
final class JvmRun {
  private JvmRun() {}

  /** Waits for its end; its output goes to the file, in the directory that it works in. */
  static int run(Jdk jdk, Path directory, String output, String classPath, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jdk.command("java"), "-cp", classPath));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(output).toFile())
            .start();
    try {
      return process.waitFor();
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}
