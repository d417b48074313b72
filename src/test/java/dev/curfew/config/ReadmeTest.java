package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The README")
class ReadmeTest {

  @Test
  @DisplayName("shows a configuration file that is right")
  void showsARightFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("curfew.yaml");
    Files.writeString(file, first("(?ms)^```yaml\\n(.*?)^```$"));

    assertThat(ConfigurationLoader.load(file.toString()).rules()).hasSize(2);
  }

  @Test
  @DisplayName("shows an agent argument that is right")
  void showsARightArgument() throws Exception {
    String argument = first("\"-javaagent:curfew\\.jar=([^\"]+)\"");

    assertThat(ConfigurationLoader.load(argument).rules()).hasSize(2);
  }

  private static String first(String pattern) throws Exception {
    String text = Files.readString(Path.of("README.md")).replace("\r\n", "\n");
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
