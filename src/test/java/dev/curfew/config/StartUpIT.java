package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("At the start of a program")
class StartUpIT {

  private static final Pattern LOADED = Pattern.compile("^([\\w.$/]+) source:");
  private static final Pattern COSTLY =
      Pattern.compile(
          "org\\.snakeyaml\\..*|dev\\.curfew\\.config\\.Yaml.*|java\\.util\\.regex\\..*"
              + "|java\\.util\\.stream\\..*|java\\.util\\.Formatter.*|java\\.nio\\.file\\..*"
              + "|java\\.lang\\.invoke\\..*|.*\\$\\$Lambda.*");

  @TempDir private Path directory;

  @Test
  @DisplayName("pairs are read without YAML, regular expressions, lambdas, streams, formats, files")
  void pairsAreCheap() throws Exception {
    Set<String> before = classesLoaded();

    Set<String> loaded =
        classesLoaded(
            "com.acme.Jobs#run=30s;com.acme.**.*Job#*(int, String)=1h30m;mode=observe;grace=1s;"
                + "warn-at=80%;timeout=1m;records.directory=r");

    loaded.removeAll(before);
    assertThat(loaded).contains("dev.curfew.config.Configuration");
    assertThat(costly(loaded)).isEmpty();
  }

  @Test
  @DisplayName("a file loads the YAML library, which shows that this test would see it")
  void filesLoadYaml() throws Exception {
    Path file = directory.resolve("curfew.yaml");
    Files.writeString(file, "rules: [{methods: a.B#c, timeout: 1s}]");

    Set<String> loaded = classesLoaded(file.toString());

    loaded.removeAll(classesLoaded());
    assertThat(costly(loaded)).contains("dev.curfew.config.YamlReader");
    assertThat(costly(loaded)).anyMatch(name -> name.startsWith("org.snakeyaml."));
    assertThat(costly(loaded)).anyMatch(name -> name.startsWith("java.util.regex."));
    assertThat(costly(loaded)).anyMatch(name -> name.contains("Lambda"));
  }

  private static List<String> costly(Set<String> classes) {
    return classes.stream().filter(name -> COSTLY.matcher(name).matches()).toList();
  }

  private Set<String> classesLoaded(String... arguments) throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory, "classes", ".log");
    Path output = Files.createTempFile(directory, "output", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load=info:file=" + log + ":none");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LoadConfiguration.class.getName());
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
    Set<String> classes = new TreeSet<>();
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = LOADED.matcher(line);
      if (matcher.find()) {
        classes.add(matcher.group(1));
      }
    }
    return classes;
  }
}
