package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Durations")
class DurationsTest {

  @ParameterizedTest(name = "{0}")
  @DisplayName("are read from units or ISO-8601, and printed in the largest units")
  @CsvSource({
    "0s,       PT0S,      0s",
    "1ms,      PT0.001S,  1ms",
    "500ms,    PT0.5S,    500ms",
    "1500ms,   PT1.5S,    1s500ms",
    "30s,      PT30S,     30s",
    "090s,     PT90S,     1m30s",
    "1h30m,    PT1H30M,   1h30m",
    "90m,      PT1H30M,   1h30m",
    "1h5ms,    PT1H0.005S, 1h5ms",
    "2d,       PT48H,     2d",
    "1d2h3m4s5ms, PT26H3M4.005S, 1d2h3m4s5ms",
    "3650d,    PT87600H,  3650d",
    "PT30S,    PT30S,     30s",
    "P1DT1H,   PT25H,     1d1h",
    "PT0.25S,  PT0.25S,   250ms",
    "PT1M,     PT1M,      1m"
  })
  void areRead(String text, Duration expected, String printed) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
    assertThat(Durations.print(expected)).isEqualTo(printed);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("are refused with the reason and what is allowed")
  @CsvSource({
    "'',      is not a duration",
    "soon,    is not a duration",
    "-5s,     is negative",
    "PT-5S,   is negative",
    "30,      has no unit after 30",
    "1h30,    has no unit after 30",
    "30 s,    has the unknown unit ' s'",
    "30S,     has the unknown unit 'S'",
    "5min,    has the unknown unit 'min'",
    "1.5s,    has the unknown unit '.'",
    "30m1h,   does not have its units in order",
    "1s1s,    does not have its units in order",
    "P1M,     is not an ISO-8601 duration",
    "PT,      is not an ISO-8601 duration",
    "3651d,   is too long",
    "3650d1ms, is too long",
    "P4000D,  is too long",
    "99999999999999999999999999ms, is too long",
    "99999999999d99999999999999h99999999999999999m99999999999999999s, is too long"
  })
  void areRefused(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessageStartingWith("'" + text + "' " + reason)
        .withMessageEndingWith(
            "; allowed: a duration such as 500ms, 30s, 1h30m, 2d or PT30S, at most 3650d");
  }

  @Test
  @DisplayName("that are printed are read as what they were, for any whole number of milliseconds")
  void survivePrinting() {
    Random random = new Random(20261123);
    for (int bits = 1; bits < 39; bits++) {
      for (int i = 0; i < 500; i++) {
        Duration duration = Duration.ofMillis(random.nextLong() >>> (64 - bits));

        assertThat(Durations.parse(Durations.print(duration))).isEqualTo(duration);
      }
    }
  }

  @ParameterizedTest
  @DisplayName("of parts of a millisecond are printed without them")
  @ValueSource(longs = {0, 1, 999_999, -1, -999_999})
  void leaveOutPartsOfAMillisecond(long nanos) {
    assertThat(Durations.print(Duration.ofNanos(nanos))).isEqualTo("0s");
  }

  @Test
  @DisplayName("below zero are printed with a minus sign")
  void arePrintedBelowZero() {
    assertThat(Durations.print(Duration.ofSeconds(-90))).isEqualTo("-1m30s");
  }
}
