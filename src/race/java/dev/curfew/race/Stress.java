package dev.curfew.race;

import dev.curfew.testkit.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** One run of jcstress, in a JVM of the JDK under test, and what it found. */
final class Stress {
  /** Compiled by C1, by C2, and by C2 with its randomisers; each begins interpreted. */
  static final List<List<String>> ALL_COMPILERS =
      List.of(
          List.of("-XX:TieredStopAtLevel=1"),
          List.of("-XX:-TieredCompilation"),
          List.of(
              "-XX:-TieredCompilation",
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:+StressLCM",
              "-XX:+StressGCM",
              "-XX:+StressIGVN",
              "-XX:+StressCCP"));

  /** For a broken step, which shows soon. */
  static final List<List<String>> USUAL_COMPILERS = List.of(List.of("-XX:+TieredCompilation"));

  private static final String RESULTS = "jcstress-results-*.bin.gz";

  private final Jdk jdk;
  private final Path directory;
  private final String classPath;

  /** Runs on the class path of this JVM, behind the given ones; writes into the directory. */
  Stress(Jdk jdk, Path directory, Path... firstClasses) {
    this.jdk = jdk;
    this.directory = directory;
    List<String> entries = new ArrayList<>();
    for (Path classes : firstClasses) {
      entries.add(classes.toString());
    }
    entries.add(System.getProperty("java.class.path"));
    classPath = String.join(File.pathSeparator, entries);
  }

  /** Threads are not bound to processors: others may be using those. */
  List<Verdict> run(String tests, List<List<String>> compilers)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    forgetEarlierResults();
    for (List<String> compiler : compilers) {
      String options = "-XX:-RestrictContended " + String.join(" ", compiler);
      List<String> arguments = new ArrayList<>(List.of("org.openjdk.jcstress.Main", "-t", tests));
      arguments.addAll(List.of("-sc", "false", "-af", "NONE", "-f", "1"));
      arguments.addAll(List.of("-iters", "4", "-time", "250", "-jvmArgs", options));
      // Its exit code says the same as the results, but for what it passes over in silence.
      JvmRun.run(jdk, directory, "jcstress.txt", classPath, arguments);
    }
    return verdicts();
  }

  private void forgetEarlierResults() throws IOException {
    try (DirectoryStream<Path> earlier = Files.newDirectoryStream(directory, RESULTS)) {
      for (Path file : earlier) {
        Files.delete(file);
      }
    }
  }

  private List<Verdict> verdicts() throws IOException {
    Map<String, Verdict> byTest = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, RESULTS)) {
      for (Path file : files) {
        for (TestResult result : read(file)) {
          byTest.computeIfAbsent(result.getName(), Verdict::new).add(result);
        }
      }
    }
    return List.copyOf(byTest.values());
  }

  private static List<TestResult> read(Path file) throws IOException {
    InProcessCollector collector = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
    try {
      reader.dump();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    } finally {
      reader.close();
    }
    return List.copyOf(collector.getTestResults());
  }
}
