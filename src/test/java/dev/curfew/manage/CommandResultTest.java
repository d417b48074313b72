package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.engine.Answer.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An operation's answer")
class CommandResultTest {

  @ParameterizedTest
  @EnumSource(Outcome.class)
  @DisplayName("means to programs what its outcome means")
  void outcomes(Outcome outcome) {
    CommandResult expected =
        switch (outcome) {
          case CANCELLED, EXTENDED, EXPIRED, DISABLED, ENABLED, PAUSED, RESUMED, SET, RESET ->
              CommandResult.DONE;
          case TOO_LATE, NO_SUCH_TIMER, NO_SUCH_RULE -> CommandResult.REFUSED;
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
}
