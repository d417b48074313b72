package dev.curfew.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call as it was at one moment. Immutable.
 *
 * @param name of its rule, or what the application called it
 * @param path names from the outermost call to this one, parted by " / "
 * @param timeout its own limit; null: none
 * @param start when it began
 * @param end when it ended; null: it is live
 * @param status where it is
 * @param grace time between the interrupt and what comes after it
 * @param elapsed from its start to its end, or to now
 * @param remaining until the earliest deadline of it and the calls around it, never negative; null:
 *     there is no limit
 */
public record TimeoutInfo(
    String name,
    String path,
    @Nullable Duration timeout,
    Instant start,
    @Nullable Instant end,
    TimeoutStatus status,
    Duration grace,
    Duration elapsed,
    @Nullable Duration remaining) {

  /** Takes a time that is over for no time. */
  public TimeoutInfo {
    remaining = remaining != null && remaining.isNegative() ? Duration.ZERO : remaining;
  }

  /** True from the moment on at which its time was over, or its silence too long. */
  public boolean timedOut() {
    return switch (status) {
      case INTERRUPTING, GRACE, FORCING, ABANDONED, OVERDUE, TIMEOUT, STOPPED -> true;
      case ACTIVE, WARNED, COMPLETED, FAILED, CANCELLED, LOST -> false;
    };
  }

  /**
   * The same as JDK values, so that it can cross class loaders: {@code name}, {@code path}, {@code
   * timeout}, {@code start}, {@code end}, {@code status} (its name), {@code grace}, {@code
   * elapsed}, {@code remaining} and {@code timedOut}; a {@link Duration}, an {@link Instant}, text
   * or a boolean each. What there is none of is null.
   */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("path", path);
    map.put("timeout", timeout);
    map.put("start", start);
    map.put("end", end);
    map.put("status", status.name());
    map.put("grace", grace);
    map.put("elapsed", elapsed);
    map.put("remaining", remaining);
    map.put("timedOut", timedOut());
    return map;
  }

  /**
   * The inverse of {@link #toMap}; {@code timedOut} follows from the status.
   *
   * @throws IllegalArgumentException if a value is missing or of another type
   */
  public static TimeoutInfo fromMap(Map<String, ? extends @Nullable Object> map) {
    return new TimeoutInfo(
        value(map, "name", String.class),
        value(map, "path", String.class),
        optional(map, "timeout", Duration.class),
        value(map, "start", Instant.class),
        optional(map, "end", Instant.class),
        TimeoutStatus.valueOf(value(map, "status", String.class)),
        value(map, "grace", Duration.class),
        value(map, "elapsed", Duration.class),
        optional(map, "remaining", Duration.class));
  }

  /** {@link #toMap} as JSON: durations and times in ISO-8601 ({@code PT1M30S}, in UTC). */
  public String toJson() {
    Map<String, @Nullable Object> map = toMap();
    map.replaceAll(
        (key, value) ->
            value instanceof Duration || value instanceof Instant ? value.toString() : value);
    return FlatJson.write(map);
  }

  /**
   * The inverse of {@link #toJson}.
   *
   * @throws IllegalArgumentException as of {@link #fromMap}, with the key of a malformed duration
   *     or time, and for what is no flat JSON object
   */
  public static TimeoutInfo fromJson(String json) {
    Map<String, @Nullable Object> map = FlatJson.read(json);
    for (String key : List.of("timeout", "grace", "elapsed", "remaining")) {
      map.computeIfPresent(key, (k, value) -> parsed(k, value, Duration::parse));
    }
    for (String key : List.of("start", "end")) {
      map.computeIfPresent(key, (k, value) -> parsed(k, value, Instant::parse));
    }
    return fromMap(map);
  }

  private static Object parsed(String key, Object value, Function<String, Object> parser) {
    try {
      return parser.apply(String.valueOf(value));
    } catch (DateTimeException e) {
      throw Values.wrong(key, value, "ISO-8601");
    }
  }

  private static <T> T value(Map<String, ?> map, String key, Class<T> type) {
    T value = optional(map, key, type);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  private static <T> @Nullable T optional(Map<String, ?> map, String key, Class<T> type) {
    Object value = map.get(key);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(key + " has to be a " + type.getName() + ": " + value);
    }
    return type.cast(value);
  }
}
