package dev.curfew.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JDK that runs the tests, and one of another version when there is one beside it. */
final class Jdks {
  private static final Path RUNNING = real(Path.of(System.getProperty("java.home")));

  private Jdks() {}

  /** Pairs of homes: whose java runs the command line, and whose the program. */
  static List<List<Path>> pairs() {
    return beside()
        .map(other -> List.of(of(RUNNING, RUNNING), of(RUNNING, other), of(other, RUNNING)))
        .orElse(List.of(of(RUNNING, RUNNING)));
  }

  static Path running() {
    return RUNNING;
  }

  static String java(Path home) {
    return home.resolve("bin").resolve("java").toString();
  }

  private static List<Path> of(Path first, Path second) {
    return List.of(first, second);
  }

  private static java.util.Optional<Path> beside() {
    try (Stream<Path> siblings = Files.list(RUNNING.getParent())) {
      return siblings
          .map(Jdks::real)
          .filter(home -> !home.equals(RUNNING))
          .filter(home -> Files.isExecutable(home.resolve("bin").resolve("jcmd")))
          .filter(home -> !release(home).equals(release(RUNNING)))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String release(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines.filter(line -> line.startsWith("JAVA_VERSION=")).findFirst().orElse("");
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
