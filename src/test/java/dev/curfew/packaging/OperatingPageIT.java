package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Numbers, durations and instants may be others than the page's; words may not. */
@DisplayName("docs/operating.md")
@Timeout(300)
class OperatingPageIT {
  private static final String COMMAND = "$ java -jar curfew.jar ";
  private static final String PAGE_PID = "28487";
  private static final String PAGE_FILE = "/etc/curfew.yaml";
  private static final Pattern FILE =
      Pattern.compile("```yaml\n# " + PAGE_FILE + "\n(.*?)```", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path directory;

  /** A command of the page, and what it prints there. */
  private record Example(String command, List<String> output) {}

  private static List<Example> examples(String page) {
    List<Example> examples = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(page).results().toList()) {
      for (String line : block.group(1).lines().toList()) {
        if (line.startsWith(COMMAND)) {
          examples.add(new Example(line.substring(COMMAND.length()), new ArrayList<>()));
        } else {
          last(examples).output().add(line);
        }
      }
    }
    examples.forEach(example -> removeLastBlank(example.output()));
    return examples;
  }

  /** It parts an example from the next. */
  private static void removeLastBlank(List<String> lines) {
    if (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
  }

  private static Example last(List<Example> examples) {
    return examples.get(examples.size() - 1);
  }

  @OnEachJdk
  @DisplayName("shows what doctor, attach, top, extend, show and detach really print")
  void examples(Jdk jdk) throws Exception {
    String page = Files.readString(Path.of("docs/operating.md")).replace("\r\n", "\n");
    MatchResult yaml = FILE.matcher(page).results().findFirst().orElseThrow();
    Path file = Files.writeString(directory.resolve("curfew.yaml"), yaml.group(1));
    List<Example> examples = examples(page);
    assertThat(examples).hasSizeGreaterThan(5);
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .options("-XX:+EnableDynamicAgentLoading")
            .classPath(ChildJvm.testClasses())
            .main("com.example.shop.Orders")
            .awaitLine("up")) {
      String pid = Long.toString(program.pid());
      for (Example example : examples) {
        String[] words = words(example.command(), pid, file);
        if (List.of("extend", "show").contains(words[0])) {
          words[2] = idOf("payment", jdk, pid);
        }
        List<String> printed = printed(jdk, words);
        assertThat(matches(example.output(), printed))
            .as("%s%nthe page:%n%s%nprinted:%n%s", example.command(), example.output(), printed)
            .isTrue();
        if (words[0].equals("attach")) {
          await().atMost(Duration.ofSeconds(60)).until(() -> timers(jdk, pid).size() == 3);
        }
      }
    }
  }

  @Test
  @DisplayName("would not be let through with other words than are printed")
  void control() {
    List<String> shown = List.of("1 open", "  ...", "at a.B.c(B.java:7)");

    assertThat(matches(shown, List.of("2 open", "at x", "at a.B.c(B.java:9)"))).isTrue();
    assertThat(matches(shown, List.of("2 open", "at x", "at a.B.d(B.java:9)"))).isFalse();
    assertThat(matches(shown, List.of("2 open", "at a.B.c(B.java:9)", "more"))).isFalse();
    assertThat(matches(shown, List.of("2 shut", "at a.B.c(B.java:9)"))).isFalse();
  }

  private static String[] words(String command, String pid, Path file) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .map(word -> word.equals(PAGE_PID) ? pid : word)
        .map(word -> word.equals(PAGE_FILE) ? file.toString() : word)
        .toArray(String[]::new);
  }

  private static Ended run(Jdk jdk, String... words) throws Exception {
    try (ChildJvm cli = ChildJvm.java(jdk).jar(ChildJvm.agentJar(), words)) {
      return cli.ended();
    }
  }

  private static List<String> printed(Jdk jdk, String... words) throws Exception {
    Ended ended = run(jdk, words);
    return (ended.out() + ended.err()).lines().toList();
  }

  private static List<JsonElement> timers(Jdk jdk, String pid) throws Exception {
    return JsonParser.parseString(run(jdk, "list", pid, "--json").out()).getAsJsonArray().asList();
  }

  private static String idOf(String rule, Jdk jdk, String pid) throws Exception {
    return timers(jdk, pid).stream()
        .map(JsonElement::getAsJsonObject)
        .filter(timer -> timer.get("rule").getAsString().equals(rule))
        .map(timer -> timer.get("id").getAsString())
        .findFirst()
        .orElseThrow();
  }

  /** A line {@code ...} of the page stands for any lines. */
  private static boolean matches(List<String> shown, List<String> printed) {
    int next = 0;
    boolean any = false;
    for (String line : shown) {
      if (line.strip().equals("...")) {
        any = true;
        continue;
      }
      while (any && next < printed.size() && !same(line, printed.get(next))) {
        next++;
      }
      if (next == printed.size() || !same(line, printed.get(next))) {
        return false;
      }
      next++;
      any = false;
    }
    return any || next == printed.size();
  }

  private static boolean same(String shown, String printed) {
    return plain(shown).equals(plain(printed));
  }

  private static String plain(String line) {
    return line.replaceAll("[0-9-]+T[0-9:.]+Z", "INSTANT")
        .replaceAll("-?([0-9]+(ms|s|m|h|d))+", "DURATION")
        .replaceAll("user \\w+", "user NAME")
        .replaceAll("@[0-9.]+/", "/")
        .replace("app//", "") // as JDK 17 writes it
        .replaceAll("[0-9]+([.][0-9]+)*(-SNAPSHOT)?", "NUMBER")
        .replaceAll(" +", " ")
        .strip();
  }
}
