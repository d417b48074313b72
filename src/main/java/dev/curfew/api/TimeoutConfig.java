package dev.curfew.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a task, for systems that keep the state of their timeouts in a store of their own.
 * Immutable.
 *
 * @param enabled whether there is a limit at all; true by default
 * @param timeout longer than 0, at most 36500 days; 3600 s by default
 * @param warningThreshold part of the timeout after which to warn, strictly between 0 and 1; 0.8 by
 *     default
 */
public record TimeoutConfig(boolean enabled, Duration timeout, double warningThreshold) {
  private static final String ENABLED = "enabled";
  private static final String TIMEOUT = "timeout_seconds";
  private static final String THRESHOLD = "warning_threshold";
  private static final int NANO_DIGITS = 9;
  private static final BigDecimal SHORTEST_SECONDS = BigDecimal.valueOf(1, NANO_DIGITS);

  /** In nanoseconds it is still a long. */
  private static final Duration LONGEST = Duration.ofDays(36500);

  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(LONGEST.toSeconds());
  private static final String ALLOWED_SECONDS = "more than 0 and at most " + LONGEST_SECONDS;

  /** With the defaults. */
  public static final TimeoutConfig DEFAULT = new TimeoutConfig(true, Duration.ofHours(1), 0.8);

  /**
   * @throws IllegalArgumentException when a value is out of its range, with key and value
   */
  public TimeoutConfig {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw Values.wrong(TIMEOUT, timeout.toSeconds(), ALLOWED_SECONDS);
    }
    if (!(warningThreshold > 0 && warningThreshold < 1)) {
      throw Values.wrong(THRESHOLD, warningThreshold, "more than 0 and less than 1");
    }
  }

  /**
   * With the keys {@code enabled} (a Boolean), {@code timeout_seconds} (a Long when it is whole,
   * else a BigDecimal) and {@code warning_threshold} (a Double).
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(ENABLED, enabled);
    map.put(TIMEOUT, seconds(timeout));
    map.put(THRESHOLD, warningThreshold);
    return map;
  }

  /** A double would lose nanoseconds of limits that are months long. */
  private static Number seconds(Duration duration) {
    if (duration.toNanosPart() == 0) {
      return duration.toSeconds();
    }
    return BigDecimal.valueOf(duration.toNanos(), NANO_DIGITS).stripTrailingZeros();
  }

  /**
   * The inverse of {@link #toMap}; what is missing has its default.
   *
   * @throws IllegalArgumentException for an unknown key, a value of another type or out of its
   *     range, with key and value
   */
  public static TimeoutConfig fromMap(Map<String, ? extends @Nullable Object> map) {
    Values values = new Values(map, List.of(ENABLED, TIMEOUT, THRESHOLD));
    BigDecimal seconds = values.number(TIMEOUT, BigDecimal.valueOf(DEFAULT.timeout.toSeconds()));
    return new TimeoutConfig(
        values.bool(ENABLED, DEFAULT.enabled),
        duration(seconds),
        values.number(THRESHOLD, BigDecimal.valueOf(DEFAULT.warningThreshold)).doubleValue());
  }

  /** The range comes first: what is beyond a long would come out as some other number. */
  private static Duration duration(BigDecimal seconds) {
    if (seconds.compareTo(SHORTEST_SECONDS) < 0 || seconds.compareTo(LONGEST_SECONDS) > 0) {
      throw Values.wrong(TIMEOUT, seconds, ALLOWED_SECONDS);
    }
    BigDecimal nanos = seconds.movePointRight(NANO_DIGITS).setScale(0, RoundingMode.HALF_UP);
    return Duration.ofNanos(nanos.longValueExact());
  }

  /** How long a task runs until it is warned; rounded, as 0.07 times 100 s is more than 7 s. */
  Duration warnAfter() {
    return Duration.ofNanos(Math.round(timeout.toNanos() * warningThreshold));
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
