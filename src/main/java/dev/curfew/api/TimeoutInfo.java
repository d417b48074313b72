package dev.curfew.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that ran out of time.
 *
 * @param name of its rule
 * @param path rule names from the outermost call to this one, parted by " / "
 * @param timeout its limit
 * @param start when it was first seen
 * @param elapsed how long it had run when it ended
 */
public record TimeoutInfo(
    String name, String path, Duration timeout, Instant start, Duration elapsed) {

  /** The same as JDK values, so that it can cross class loaders. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("path", path);
    map.put("timeout", timeout);
    map.put("start", start);
    map.put("elapsed", elapsed);
    return map;
  }

  /**
   * The inverse of {@link #toMap}.
   *
   * @throws IllegalArgumentException if a value is missing or of another type
   */
  public static TimeoutInfo fromMap(Map<String, Object> map) {
    return new TimeoutInfo(
        value(map, "name", String.class),
        value(map, "path", String.class),
        value(map, "timeout", Duration.class),
        value(map, "start", Instant.class),
        value(map, "elapsed", Duration.class));
  }

  private static <T> T value(Map<String, Object> map, String key, Class<T> type) {
    Object value = map.get(key);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(key + " has to be a " + type.getName() + ": " + value);
    }
    return type.cast(value);
  }
}
