package dev.curfew.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a task, for systems that keep the state of their timeouts in a store of their own.
 * Immutable.
 *
 * @param enabled whether there is a limit at all; true by default
 * @param timeout longer than 0; 3600 s by default
 * @param warningThreshold part of the timeout after which to warn, strictly between 0 and 1; 0.8 by
 *     default
 */
public record TimeoutConfig(boolean enabled, Duration timeout, double warningThreshold) {
  private static final String ENABLED = "enabled";
  private static final String TIMEOUT = "timeout_seconds";
  private static final String THRESHOLD = "warning_threshold";
  private static final int NANO_DIGITS = 9;
  private static final BigDecimal LONGEST_SECONDS =
      BigDecimal.valueOf(Duration.ofDays(36500).toSeconds());

  /** With the defaults. */
  public static final TimeoutConfig DEFAULT = new TimeoutConfig(true, Duration.ofHours(1), 0.8);

  /**
   * @throws IllegalArgumentException when a value is out of its range, with key and value
   */
  public TimeoutConfig {
    if (timeout.isNegative() || timeout.isZero()) {
      throw Values.wrong(TIMEOUT, seconds(timeout), "more than 0");
    }
    if (!(warningThreshold > 0 && warningThreshold < 1)) {
      throw Values.wrong(THRESHOLD, warningThreshold, "more than 0 and less than 1");
    }
  }

  /** With the keys {@code enabled}, {@code timeout_seconds}, {@code warning_threshold}. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(ENABLED, enabled);
    map.put(TIMEOUT, seconds(timeout));
    map.put(THRESHOLD, warningThreshold);
    return map;
  }

  /** A long when it is whole, else a double. */
  private static Number seconds(Duration duration) {
    if (duration.toNanosPart() == 0) {
      return duration.toSeconds();
    }
    return BigDecimal.valueOf(duration.toNanosPart(), NANO_DIGITS)
        .add(BigDecimal.valueOf(duration.toSeconds()))
        .doubleValue();
  }

  /**
   * The inverse of {@link #toMap}; what is missing has its default.
   *
   * @throws IllegalArgumentException for an unknown key, a value of another type or out of its
   *     range, with key and value
   */
  public static TimeoutConfig fromMap(Map<String, ? extends @Nullable Object> map) {
    Values values = new Values(map, Set.of(ENABLED, TIMEOUT, THRESHOLD));
    BigDecimal seconds = values.number(TIMEOUT, BigDecimal.valueOf(DEFAULT.timeout.toSeconds()));
    if (seconds.compareTo(LONGEST_SECONDS) > 0) {
      throw Values.wrong(TIMEOUT, seconds, "at most " + LONGEST_SECONDS);
    }
    return new TimeoutConfig(
        values.bool(ENABLED, DEFAULT.enabled),
        Duration.ofSeconds(
            seconds.longValue(),
            seconds.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS).longValue()),
        values.number(THRESHOLD, BigDecimal.valueOf(DEFAULT.warningThreshold)).doubleValue());
  }

  /** {@link #toMap} as JSON. */
  public String toJson() {
    return FlatJson.write(toMap());
  }

  /**
   * The inverse of {@link #toJson}.
   *
   * @throws IllegalArgumentException as of {@link #fromMap}, and for what is no flat JSON object
   */
  public static TimeoutConfig fromJson(String json) {
    return fromMap(FlatJson.read(json));
  }
}
