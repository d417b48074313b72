package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The pages on the API")
class ApiPageTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path EXAMPLES = Path.of("src/test/java/com/example/api");

  @ParameterizedTest
  @CsvSource({"docs/api.md,5", "docs/propagation.md,2"})
  @DisplayName("show code that is compiled")
  void compiled(Path page, int atLeast) throws Exception {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.toList()) {
        sources.append(unindented(Files.readString(file)));
      }
    }
    List<String> shown =
        JAVA.matcher(Files.readString(page)).results().map(m -> unindented(m.group(1))).toList();
    assertThat(shown)
        .hasSizeGreaterThanOrEqualTo(atLeast)
        .allSatisfy(block -> assertThat(sources.toString()).contains(block));
  }

  private static String unindented(String code) {
    return code.lines().map(String::strip).reduce("", (a, b) -> a + b + "\n");
  }
}
