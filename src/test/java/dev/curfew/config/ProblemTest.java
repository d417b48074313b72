package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A problem")
class ProblemTest {

  @Test
  @DisplayName("prints its place before its message, if it has one")
  void printsItsPlace() {
    assertThat(new Problem("curfew.yaml", 7, 14, "x", "wrong"))
        .hasToString("curfew.yaml:7:14: wrong");
    assertThat(new Problem("curfew.yaml", 0, 0, "", "wrong")).hasToString("curfew.yaml: wrong");
  }

  @Test
  @DisplayName("quotes a value on one line, and not all of a long one")
  void quotesValues() {
    assertThat(Problem.quote("a\nb\u2028c\u001b[2Jd")).isEqualTo("'a b c [2Jd'");
    assertThat(Problem.quote("x".repeat(100))).isEqualTo("'" + "x".repeat(100) + "'");
    assertThat(Problem.quote("x".repeat(101))).isEqualTo("'" + "x".repeat(100) + "...'");
  }
}
