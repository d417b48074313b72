package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.Jdk;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guards the start-up time without a clock: what it consists of is classes. The bounds leave room
 * for some more; who needs much more measures the start (docs/performance.md) and then raises them.
 */
@DisplayName("A program's start with one name rule that matches")
@Timeout(120)
class StartUpCostIT {
  private static final String JAR =
      new File(System.getProperty("curfew.test.target"), "curfew.jar").getAbsolutePath();

  /** Without the addresses and numbers that differ from one start to the next. */
  private static final Pattern LOADED =
      Pattern.compile(
          "^([\\w.$]+?)(?:(?<=Lambda)\\$\\d+)?(?:/0x\\S+)? source: (.*)\\n"
              + " klass: .* loader: \\[loader data: \\S+ \\D+?'([^']+)'",
          Pattern.MULTILINE);

  private static final Pattern SELDOM_NEEDED =
      Pattern.compile(
          "dev\\.curfew\\.(cli|manage|shaded\\.(gson|picocli|slf4j|snakeyaml))\\..*"
              + "|java\\.util\\.regex\\..*|java\\.util\\.stream\\..*|java\\.util\\.Formatter.*"
              + "|java\\.util\\.logging\\..*|javax\\.management\\..*|sun\\.net\\.www\\..*"
              + "|dev\\.curfew\\..*\\$\\$Lambda.*");

  @TempDir private Path directory;

  private record Loaded(String name, String source, String loader) {}

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  @DisplayName("loads few classes, all but the first from the pack, and nothing that can wait")
  void fewClasses(Jdk jdk) throws Exception {
    Set<Loaded> off = start(jdk, "-Dcurfew.enabled=false");

    Set<Loaded> on = eachStart(jdk, "-Dcurfew.strict=true");

    assertThat(ours(off)).hasSizeBetween(1, 4);
    assertThat(ours(on)).contains("dev.curfew.weave.EntryMethodVisitor", "java.lang.CurfewBridge");
    assertThat(ours(on)).hasSizeLessThan(170);
    assertThat(names(on, c -> isOurs(c) && c.loader.contains("AppClassLoader")))
        .contains("dev.curfew.agent.CurfewAgent")
        .hasSizeLessThan(8);
    assertThat(names(on, c -> c.loader.contains("AgentLoader"))).hasSizeGreaterThan(80);
    List<String> before = names(off, c -> true);
    on.removeIf(c -> before.contains(c.name));
    assertThat(names(on, c -> SELDOM_NEEDED.matcher(c.name).matches())).isEmpty();
    assertThat(names(on, c -> c.source.startsWith("jrt:")))
        .as("of the JDK, outside of its class-data archive")
        .hasSizeLessThan(50);
  }

  private static boolean isOurs(Loaded c) {
    return c.name.startsWith("dev.curfew.") || c.name.startsWith("java.lang.Curfew");
  }

  private static List<String> ours(Iterable<Loaded> classes) {
    return names(classes, StartUpCostIT::isOurs);
  }

  private static List<String> names(Iterable<Loaded> classes, Predicate<Loaded> wanted) {
    List<String> names = new ArrayList<>();
    for (Loaded c : classes) {
      if (wanted.test(c)) {
        names.add(c.name);
      }
    }
    return names;
  }

  /** In one start of some, the watcher's last pass meets the call, which is then recorded. */
  private Set<Loaded> eachStart(Jdk jdk, String option) throws Exception {
    Set<Loaded> each = start(jdk, option);
    each.retainAll(start(jdk, option));
    each.retainAll(start(jdk, option));
    return each;
  }

  private Set<Loaded> start(Jdk jdk, String option) throws Exception {
    Path log = directory.resolve("classes.log");
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                jdk.command("java"),
                "-Xlog:class+load=debug:file=" + log + ":none",
                option,
                "-javaagent:" + JAR + "=com.example.jobs.HangingProgram#tryJavaLang=30s",
                "-Dprogram.hangs=false",
                "-cp",
                new File("target/test-classes").getAbsolutePath(),
                "com.example.jobs.HangingProgram")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return LOADED
        .matcher(Files.readString(log))
        .results()
        .map(m -> new Loaded(m.group(1), m.group(2), m.group(3)))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
