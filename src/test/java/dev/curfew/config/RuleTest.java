package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Rules and configurations")
class RuleTest {

  private static final List<MethodPattern> METHODS = List.of(MethodPattern.parse("a.B#c"));

  @ParameterizedTest(name = "{4}")
  @DisplayName("cannot be made of values that make no sense")
  @CsvSource({
    "a/b, PT1S,  0.8, PT1S,  rule 'a/b' has a name that is not plain",
    "a,   PT0S,  0.8, PT1S,  rule 'a' has a timeout that is not above 0",
    "a,   PT-1S, 0.8, PT1S,  rule 'a' has a timeout that is not above 0",
    "a,   PT1S,  0,   PT1S,  rule 'a' warns outside of 0 to 1",
    "a,   PT1S,  1,   PT1S,  rule 'a' warns outside of 0 to 1",
    "a,   PT1S,  0.8, PT-1S, rule 'a' has a negative grace"
  })
  void checkThemselves(
      String name, Duration timeout, Double warnAt, Duration grace, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(name, METHODS, timeout, warnAt, grace, Mode.INTERRUPT))
        .withMessage(message);
  }

  @Test
  @DisplayName("have names of their own and a limit")
  void areComplete() {
    Rule limited = rule("a", Duration.ofSeconds(1));
    Rule unlimited = rule("b", null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Configuration("x", List.of(limited, limited), null, false, "d", 1))
        .withMessage("two rules 'a'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Configuration("x", List.of(limited, unlimited), null, false, "d", 1))
        .withMessage("no timeout for 'b'");
    assertThat(
            new Configuration("x", List.of(unlimited), Duration.ofSeconds(1), false, "d", 1)
                .rules())
        .containsExactly(unlimited);
  }

  @ParameterizedTest(name = "''{0}'' {1}")
  @DisplayName("have plain names")
  @CsvSource({
    "checkout,       true",
    "nightly import, true",
    "a.b-c_d 9,      true",
    "Größe,          true",
    "'',             false",
    "' a',           false",
    "'a ',           false",
    "a/b,            false",
    "'a\tb',         false",
    "a*,             false",
    "a$b,            false"
  })
  void havePlainNames(String name, boolean expected) {
    assertThat(RuleNames.isPlain(name)).isEqualTo(expected);
  }

  @Test
  @DisplayName("have modes that print as they are written")
  void haveModesThatPrintAsWritten() {
    assertThat(Mode.values())
        .extracting(Mode::toString)
        .containsExactly("off", "observe", "interrupt", "force");
  }

  private static Rule rule(String name, @Nullable Duration timeout) {
    return new Rule(name, METHODS, timeout, 0.8, Duration.ZERO, Mode.INTERRUPT);
  }
}
