package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The user's page on configuration")
class UsersPageTest {

  @Test
  @DisplayName("shows the very problems that its wrong file has")
  void showsRealProblems(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("curfew.yaml");
    Files.writeString(file, UsersPage.blocks("yaml").get(1));

    StringBuilder reported = new StringBuilder();
    for (Problem problem : PairsTest.problems(file.toString())) {
      reported.append(problem.toString().replace(file.toString(), "curfew.yaml")).append('\n');
    }

    assertThat(UsersPage.blocks("").get(1)).isEqualTo(reported.toString());
  }

  @Test
  @DisplayName("shows an agent argument that is right")
  void showsARightArgument() throws Exception {
    String argument = UsersPage.blocks("").get(0).strip();

    assertThat(argument).startsWith("-javaagent:curfew.jar=");
    assertThat(ConfigurationLoader.load(argument.substring(argument.indexOf('=') + 1)).rules())
        .hasSize(2);
  }

  @Test
  @DisplayName("shows method patterns that are right")
  void showsRightPatterns() throws Exception {
    assertThat(UsersPage.patterns()).hasSizeGreaterThan(10);
    assertThat(UsersPage.patterns())
        .allSatisfy(
            pattern ->
                assertThatCode(() -> MethodPattern.parse(pattern)).doesNotThrowAnyException());
  }
}
