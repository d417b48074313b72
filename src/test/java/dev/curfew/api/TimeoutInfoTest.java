package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of a call")
class TimeoutInfoTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private static TimeoutInfo info(TimeoutStatus status, @Nullable Duration remaining) {
    return new TimeoutInfo(
        "load",
        "tpch / load",
        Duration.ofSeconds(90),
        START,
        null,
        status,
        Duration.ofSeconds(30),
        Duration.ofMillis(1_500),
        remaining);
  }

  @Test
  @DisplayName("goes to JSON with its keys, and comes back the same")
  void json() {
    TimeoutInfo info = info(TimeoutStatus.WARNED, Duration.ofMillis(88_500));
    assertThat(info.toJson())
        .isEqualTo(
            "{\"name\":\"load\",\"path\":\"tpch / load\",\"timeout\":\"PT1M30S\","
                + "\"start\":\"2026-11-23T10:00:00Z\",\"end\":null,\"status\":\"WARNED\","
                + "\"grace\":\"PT30S\",\"elapsed\":\"PT1.5S\",\"remaining\":\"PT1M28.5S\","
                + "\"timedOut\":false}");
    assertThat(TimeoutInfo.fromJson(info.toJson())).isEqualTo(info);
    TimeoutInfo unlimited = info(TimeoutStatus.TIMEOUT, null);
    assertThat(TimeoutInfo.fromJson(unlimited.toJson())).isEqualTo(unlimited);
  }

  @Test
  @DisplayName("says timedOut in the map, and has no less than nothing remaining")
  void remaining() {
    TimeoutInfo over = info(TimeoutStatus.OVERDUE, Duration.ofSeconds(-3));
    assertThat(over.remaining()).isEqualTo(Duration.ZERO);
    assertThat(over.toMap()).containsEntry("timedOut", true);
    assertThat(TimeoutInfo.fromMap(over.toMap())).isEqualTo(over);
  }

  @Test
  @DisplayName("is refused from JSON with a malformed value, which the error names")
  void malformed() {
    String json = info(TimeoutStatus.ACTIVE, null).toJson();
    assertThatThrownBy(() -> TimeoutInfo.fromJson(json.replace("PT1M30S", "soon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeout")
        .hasMessageContaining("soon");
    assertThatThrownBy(() -> TimeoutInfo.fromJson(json.replace("\"load\"", "7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
  }
}
