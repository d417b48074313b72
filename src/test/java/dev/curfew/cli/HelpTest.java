package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@DisplayName("The help of the command line")
class HelpTest {
  private static final String COMMAND = "java -jar curfew.jar ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  private static CommandLine line() throws Exception {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return Main.line(
        new Session(
            InputStream.nullInputStream(), user -> null, nowhere, nowhere, new FakeJvms(), 10_000));
  }

  static Stream<String> commands() throws Exception {
    return line().getSubcommands().keySet().stream();
  }

  private static List<String> examples(CommandLine command) {
    return Arrays.stream(command.getCommandSpec().usageMessage().footer())
        .map(String::strip)
        .filter(line -> line.startsWith(COMMAND))
        .map(line -> line.substring(COMMAND.length()))
        .toList();
  }

  /** As a shell does, which keeps what follows a {@code >} to itself. */
  private static String[] words(String example) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(example.replaceFirst(" > .*", ""));
    while (word.find()) {
      words.add(
          Stream.of(1, 2, 3)
              .map(word::group)
              .filter(group -> group != null)
              .findFirst()
              .orElse(""));
    }
    return words.toArray(new String[0]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  @DisplayName("shows for each command examples of it that can be parsed")
  void examplesOfEach(String name) throws Exception {
    CommandLine command = line().getSubcommands().get(name);

    List<String> examples = examples(command);

    assertThat(examples).hasSizeBetween(1, 3);
    for (String example : examples) {
      assertThat(command.getUsageMessage()).contains("Examples:", COMMAND + example);
      CommandLine.ParseResult parsed = line().parseArgs(Main.urlFirst(words(example)));
      assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(name);
      assertThat(parsed.subcommand().unmatched()).isEmpty();
    }
  }

  @Test
  @DisplayName("shows examples of several commands before one is chosen")
  void ofAll() throws Exception {
    assertThat(examples(line())).hasSizeGreaterThan(1);
    for (String example : examples(line())) {
      assertThat(line().parseArgs(words(example)).hasSubcommand()).isTrue();
    }
  }

  @Test
  @DisplayName("has --json in the examples of every command that takes it")
  void json() throws Exception {
    for (Map.Entry<String, CommandLine> each : line().getSubcommands().entrySet()) {
      boolean takes = each.getValue().getCommandSpec().findOption("--json") != null;
      boolean shows = examples(each.getValue()).stream().anyMatch(e -> e.contains("--json"));
      assertThat(shows).as(each.getKey()).isEqualTo(takes);
    }
  }
}
