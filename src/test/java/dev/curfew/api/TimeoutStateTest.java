package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The values of a task's timeout")
class TimeoutStateTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final TimeoutState STARTED = TimeoutState.NOT_STARTED.startTracking(at(0));

  private static Clock at(long seconds) {
    return Clock.fixed(START.plusSeconds(seconds), ZoneOffset.UTC);
  }

  private static TimeoutCheck check(TimeoutState state, long seconds) {
    return state.check(TimeoutConfig.DEFAULT, at(seconds)).orElseThrow();
  }

  @Test
  @DisplayName("a task that has begun keeps its start")
  void startTracking() {
    assertThat(STARTED.executionStart()).isEqualTo(START);
    assertThat(STARTED.startTracking(at(60))).isSameAs(STARTED);
  }

  @Test
  @DisplayName("a task without a limit, or that has not begun, has no check")
  void noCheck() {
    TimeoutConfig off = new TimeoutConfig(false, Duration.ofSeconds(1), 0.5);
    assertThat(STARTED.check(off, at(60))).isEmpty();
    assertThat(TimeoutState.NOT_STARTED.check(TimeoutConfig.DEFAULT, at(60))).isEmpty();
  }

  @Test
  @DisplayName("in time there is nothing to say")
  void inTime() {
    TimeoutCheck check = check(STARTED, 2879);
    assertThat(check)
        .isEqualTo(
            new TimeoutCheck(false, false, Duration.ofSeconds(2879), Duration.ofSeconds(721), ""));
  }

  @Test
  @DisplayName("from the threshold on there is a warning, until it was issued")
  void warning() {
    TimeoutCheck check = check(STARTED, 2880);
    assertThat(check.isWarning()).isTrue();
    assertThat(check.isTimedOut()).isFalse();
    assertThat(check.message())
        .isEqualTo(
            "Task execution approaching timeout: 2880s elapsed, 720s remaining (limit: 3600s)");
    assertThat(check(STARTED.markWarningIssued(), 2880).isWarning()).isFalse();
  }

  @Test
  @DisplayName("from the limit on it is timed out, and not warned")
  void timedOut() {
    TimeoutCheck check = check(STARTED, 3650);
    assertThat(check.isTimedOut()).isTrue();
    assertThat(check.isWarning()).isFalse();
    assertThat(check.remaining()).isZero();
    assertThat(check.message()).isEqualTo("Task execution timed out after 3650s (limit: 3600s)");
    assertThat(check(STARTED, 3600).isTimedOut()).isTrue();
  }

  @Test
  @DisplayName("a clock that was set back has made no time")
  void negativeElapsed() {
    assertThat(check(STARTED, -60).elapsed()).isZero();
    assertThat(STARTED.metrics(at(-60))).containsEntry("elapsed_seconds", 0.0);
  }

  @Test
  @DisplayName("metrics have all that is known")
  void metrics() {
    assertThat(STARTED.updateHeartbeat(at(5)).markWarningIssued().metrics(at(90)))
        .containsExactly(
            Map.entry("execution_start_time", "2026-11-23T10:00:00Z"),
            Map.entry("elapsed_seconds", 90.0),
            Map.entry("last_heartbeat", "2026-11-23T10:00:05Z"),
            Map.entry("warning_issued", true));
    assertThat(TimeoutState.NOT_STARTED.metrics(at(0)))
        .containsEntry("execution_start_time", null)
        .containsEntry("elapsed_seconds", null);
  }

  @Test
  @DisplayName("are the same again from their map and their JSON, with exactly these keys")
  void roundTrip() {
    TimeoutState state = STARTED.updateHeartbeat(at(5)).markWarningIssued();
    assertThat(TimeoutState.fromMap(state.toMap())).isEqualTo(state);
    assertThat(TimeoutState.fromJson(state.toJson())).isEqualTo(state);
    assertThat(state.toJson())
        .isEqualTo(
            "{\"execution_start_time\":\"2026-11-23T10:00:00Z\","
                + "\"last_heartbeat\":\"2026-11-23T10:00:05Z\",\"warning_issued\":true}");
    assertThat(TimeoutState.fromJson(TimeoutState.NOT_STARTED.toJson()))
        .isEqualTo(TimeoutState.NOT_STARTED);

    TimeoutConfig config = new TimeoutConfig(false, Duration.ofMillis(1500), 0.25);
    assertThat(TimeoutConfig.fromMap(config.toMap())).isEqualTo(config);
    assertThat(TimeoutConfig.fromJson(config.toJson())).isEqualTo(config);
    assertThat(TimeoutConfig.DEFAULT.toJson())
        .isEqualTo("{\"enabled\":true,\"timeout_seconds\":3600,\"warning_threshold\":0.8}");
    assertThat(TimeoutConfig.fromJson(" { } ")).isEqualTo(TimeoutConfig.DEFAULT);
  }

  @Test
  @DisplayName("a time may be given with any zone")
  void zones() {
    assertThat(
            TimeoutState.fromJson("{\"execution_start_time\":\"2026-11-23T11:00:00+01:00\"}")
                .executionStart())
        .isEqualTo(START);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"execution_start_time\":\"2026-11-23T10:00:00\"}",
        "{\"execution_start_time\":\"yesterday\"}",
        "{\"last_heartbeat\":5}",
        "{\"warning_issued\":\"true\"}",
        "{\"warning_issued\":null}"
      })
  @DisplayName("of a state that are wrong are refused with key and value")
  void wrongState(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeoutState.fromJson(json))
        .withMessageMatching("(execution_start_time|last_heartbeat|warning_issued) is '.*; allo.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"timeout_seconds\":0}",
        "{\"timeout_seconds\":-1}",
        "{\"timeout_seconds\":-18446744073709548016}",
        "{\"timeout_seconds\":1e300}",
        "{\"timeout_seconds\":1e-300}",
        "{\"timeout_seconds\":null}",
        "{\"timeout_seconds\":\"1\"}",
        "{\"warning_threshold\":0}",
        "{\"warning_threshold\":1e-400}",
        "{\"warning_threshold\":1}",
        "{\"enabled\":1}"
      })
  @DisplayName("of a config that are wrong are refused with key and value")
  void wrongConfig(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeoutConfig.fromJson(json))
        .withMessageMatching("(timeout_seconds|warning_threshold|enabled) is '.*; allowed: .*");
  }

  @Test
  @DisplayName("that are no numbers, and unknown keys, are refused")
  void strange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeoutConfig.fromMap(Map.of("timeout_seconds", Double.NaN)))
        .withMessageContaining("a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeoutConfig.fromMap(Map.of("timeout", 1)))
        .withMessage(
            "unknown key 'timeout' with the value '1';"
                + " allowed: [enabled, timeout_seconds, warning_threshold]");
  }

  @Test
  @DisplayName("a limit that could not be read again is refused at once")
  void tooLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeoutConfig(true, Duration.ofSeconds(Long.MAX_VALUE), 0.8))
        .withMessageContaining("timeout_seconds is '" + Long.MAX_VALUE + "'");
    TimeoutConfig longest = new TimeoutConfig(true, Duration.ofDays(36500), 0.8);
    assertThat(TimeoutConfig.fromJson(longest.toJson())).isEqualTo(longest);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("are the same again whatever they hold, to the nanosecond")
  void anyRoundTrips(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      Duration timeout = Duration.ofNanos(1 + (random.nextLong() >>> (3 + random.nextInt(60))));
      TimeoutConfig config =
          new TimeoutConfig(random.nextBoolean(), timeout, 0.001 + random.nextDouble() * 0.99);
      TimeoutState state = new TimeoutState(anyTime(random), anyTime(random), random.nextBoolean());

      assertThat(TimeoutConfig.fromMap(config.toMap())).isEqualTo(config);
      assertThat(TimeoutConfig.fromJson(config.toJson())).isEqualTo(config);
      assertThat(TimeoutState.fromMap(state.toMap())).isEqualTo(state);
      assertThat(TimeoutState.fromJson(state.toJson())).isEqualTo(state);
    }
  }

  private static Instant anyTime(Random random) {
    return random.nextInt(4) == 0
        ? null
        : Instant.ofEpochSecond(random.nextInt(), random.nextInt());
  }

  @Test
  @DisplayName("a start before all time is only long ago")
  void longAgo() {
    TimeoutState state = new TimeoutState(Instant.MIN, null, false);
    assertThat(check(state, 0).isTimedOut()).isTrue();
    assertThat((double) state.metrics(at(0)).get("elapsed_seconds")).isGreaterThan(1e16);
  }

  @ParameterizedTest
  @CsvSource({"PT100S, 0.07, PT7S", "PT100S, 0.57, PT57S", "PT0.000001S, 0.5, PT0.0000005S"})
  @DisplayName("the warning begins at its threshold, not a nanosecond earlier or later")
  void exactThreshold(Duration timeout, double threshold, Duration warnAfter) {
    TimeoutConfig config = new TimeoutConfig(true, timeout, threshold);
    Instant warning = START.plus(warnAfter);

    assertThat(warned(config, warning.minusNanos(1))).isFalse();
    assertThat(warned(config, warning)).isTrue();
  }

  private static boolean warned(TimeoutConfig config, Instant now) {
    return STARTED.check(config, Clock.fixed(now, ZoneOffset.UTC)).orElseThrow().isWarning();
  }
}
