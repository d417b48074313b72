package dev.curfew.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A JDK to measure on.
 *
 * @param feature its version's first number
 * @param home where it is installed
 */
record Jdk(int feature, Path home) {

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  /**
   * Those that {@code curfew.test.jdks} names (such as {@code 17,25}), else the running one and
   * every newer one that is installed beside it, oldest first.
   *
   * @throws IllegalStateException if a named one is not there
   */
  static List<Jdk> underTest() throws IOException {
    Map<Integer, Jdk> found = installed();
    String named = System.getProperty("curfew.test.jdks", "");
    if (named.isBlank()) {
      return List.copyOf(found.values());
    }
    List<Jdk> wanted = new ArrayList<>();
    for (String feature : named.split(",", -1)) {
      Jdk jdk = found.get(Integer.valueOf(feature.strip()));
      if (jdk == null) {
        throw new IllegalStateException("no JDK " + feature + "; found: " + found.keySet());
      }
      wanted.add(jdk);
    }
    return wanted;
  }

  private static Map<Integer, Jdk> installed() throws IOException {
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    Map<Integer, Jdk> found = new TreeMap<>();
    int runningFeature = Runtime.version().feature();
    found.put(runningFeature, new Jdk(runningFeature, running));
    try (DirectoryStream<Path> neighbours = Files.newDirectoryStream(running.resolve(".."))) {
      for (Path neighbour : neighbours) {
        Path release = neighbour.resolve("release");
        if (Files.isReadable(release) && Files.isExecutable(neighbour.resolve("bin/java"))) {
          Jdk jdk = new Jdk(featureIn(release), neighbour.toRealPath());
          if (jdk.feature > runningFeature) {
            found.putIfAbsent(jdk.feature, jdk);
          }
        }
      }
    }
    return found;
  }

  private static int featureIn(Path release) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }

  static boolean hasVirtualThreads(int feature) {
    return feature >= FIRST_WITH_VIRTUAL_THREADS;
  }

  String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
