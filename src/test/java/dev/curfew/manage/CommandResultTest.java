package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.engine.Answer.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An operation's answer")
class CommandResultTest {

  @ParameterizedTest
  @EnumSource(Outcome.class)
  @DisplayName("means to programs what its outcome means")
  void outcomes(Outcome outcome) {
    CommandResult expected =
        switch (outcome) {
          case RELOADED, UNCHANGED, DETACHED -> CommandResult.DONE;
          case CANCELLED, EXTENDED, EXPIRED, DISABLED, ENABLED, PAUSED, RESUMED, SET, RESET ->
              CommandResult.DONE;
          case INVALID, TOO_LATE, NO_SUCH_TIMER, NO_SUCH_RULE -> CommandResult.REFUSED;
          case NO_ANSWER -> CommandResult.UNKNOWN;
        };

    assertThat(CommandResult.of(outcome + ": some words: more")).isEqualTo(expected);
  }

  @Test
  @DisplayName("of a later version is not taken for a success")
  void laterVersions() {
    assertThat(CommandResult.of("FROZEN: timer 1")).isEqualTo(CommandResult.REFUSED);
    assertThat(CommandResult.of("")).isEqualTo(CommandResult.REFUSED);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'EXPIRED 398, TOO_LATE 2', DONE",
    "'EXPIRED 1', DONE",
    "'TOO_LATE 2, NO_SUCH_TIMER 1', REFUSED",
    "'EXPIRED 100, NO_ANSWER 300', UNKNOWN",
    "'EXPIRED 10000; only the first 10000 open calls were looked at', DONE",
    "'NO_SUCH_TIMER: no live timer is rule:EXPIRED', REFUSED",
  })
  @DisplayName("for many timers is done when one was, and unknown when one is")
  void many(String answer, CommandResult result) {
    assertThat(CommandResult.of(answer)).isEqualTo(result);
  }
}
