package dev.curfew.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK on which tests start JVMs of their own.
 *
 * @param feature its feature version
 * @param home where it is
 */
public record Jdk(int feature, Path home) {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  /**
   * Those that {@code -Dcurfew.test.jdks=17,25} names; without it the running one and the newer
   * ones beside it.
   *
   * @throws IllegalStateException when a named one is missing
   */
  public static List<Jdk> all() {
    List<Jdk> found = found();
    String named = System.getProperty("curfew.test.jdks", "");
    List<Jdk> chosen = new ArrayList<>();
    if (named.isBlank()) {
      int running = Runtime.version().feature();
      found.stream().filter(jdk -> jdk.feature >= running).forEach(chosen::add);
    } else {
      for (String feature : named.split(",", -1)) {
        chosen.add(find(Integer.parseInt(feature.strip()), found));
      }
    }
    System.out.println("JVMs are started on JDK " + chosen.stream().map(Jdk::feature).toList());
    return chosen;
  }

  private static Jdk find(int feature, List<Jdk> found) {
    return found.stream()
        .filter(jdk -> jdk.feature == feature)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "JDK "
                        + feature
                        + " of -Dcurfew.test.jdks is not beside the running one; found: "
                        + found));
  }

  private static List<Jdk> found() {
    Path running = Path.of(System.getProperty("java.home"));
    List<Jdk> jdks = new ArrayList<>();
    jdks.add(new Jdk(Runtime.version().feature(), running));
    try (Stream<Path> siblings = Files.list(running.toRealPath().getParent())) {
      for (Path home : siblings.sorted().toList()) {
        int feature = featureOf(home);
        if (feature > 0 && jdks.stream().noneMatch(jdk -> jdk.feature == feature)) {
          jdks.add(new Jdk(feature, home));
        }
      }
    } catch (IOException e) {
      System.out.println("only the running JDK can be seen: " + e);
    }
    return jdks;
  }

  private static int featureOf(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin").resolve("javac")) || !Files.exists(release)) {
      return 0;
    }
    Matcher version = VERSION.matcher(Files.readString(release));
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }

  /** Its java command. */
  public String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
