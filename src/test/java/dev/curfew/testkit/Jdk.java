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
   * ones beside it. Which ones that are is said once.
   *
   * @throws IllegalStateException when a named one is missing
   */
  public static List<Jdk> all() {
    return Chosen.JDKS;
  }

  /** The one that runs the tests. */
  public static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** Chosen once, when first asked for. */
  private static final class Chosen {
    static final List<Jdk> JDKS = choose();
  }

  private static List<Jdk> choose() {
    List<Jdk> found = found();
    String named = System.getProperty("curfew.test.jdks", "");
    List<Jdk> chosen = new ArrayList<>();
    if (named.isBlank()) {
      int running = running().feature;
      found.stream().filter(jdk -> jdk.feature >= running).forEach(chosen::add);
    } else {
      for (String feature : named.split(",", -1)) {
        chosen.add(find(Integer.parseInt(feature.strip()), found));
      }
    }
    say(chosen);
    return List.copyOf(chosen);
  }

  private static void say(List<Jdk> chosen) {
    System.out.println(
        chosen.size() == 1
            ? "JVMs are started on "
                + chosen.get(0)
                + " ALONE: nothing is tested on another JDK or across two"
            : "JVMs are started on " + chosen);
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
    List<Jdk> jdks = new ArrayList<>();
    jdks.add(running());
    try (Stream<Path> siblings = Files.list(running().home.toRealPath().getParent())) {
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

  /** One of its commands: java, javac, jcmd. */
  public String command(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
