package dev.curfew.api;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads typed values out of maps, with errors that name key and value. */
final class Values {
  private final Map<String, ? extends @Nullable Object> map;

  /**
   * @throws IllegalArgumentException for a key that is not one of these
   */
  Values(Map<String, ? extends @Nullable Object> map, List<String> keys) {
    this.map = map;
    map.forEach(
        (key, value) -> {
          if (!keys.contains(key)) {
            throw new IllegalArgumentException(
                "unknown key '" + key + "' with the value '" + value + "'; allowed: " + keys);
          }
        });
  }

  boolean bool(String key, boolean otherwise) {
    if (!map.containsKey(key)) {
      return otherwise;
    }
    Object value = map.get(key);
    if (value instanceof Boolean b) {
      return b;
    }
    throw wrong(key, value, "true or false");
  }

  BigDecimal number(String key, BigDecimal otherwise) {
    if (!map.containsKey(key)) {
      return otherwise;
    }
    Object value = map.get(key);
    if (value instanceof Number) {
      try {
        return new BigDecimal(value.toString());
      } catch (NumberFormatException e) {
        throw wrong(key, value, "a finite number");
      }
    }
    throw wrong(key, value, "a number");
  }

  @Nullable Instant time(String key) {
    Object value = map.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw wrong(key, value, "a time in ISO-8601 with its zone, such as 2026-11-23T10:15:30Z");
      }
    }
    throw wrong(key, value, "a time as text");
  }

  static IllegalArgumentException wrong(String key, @Nullable Object value, String allowed) {
    return new IllegalArgumentException(key + " is '" + value + "'; allowed: " + allowed);
  }
}
