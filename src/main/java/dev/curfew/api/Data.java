package dev.curfew.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of what applications put on their calls, made of the JDK's own immutable values. */
final class Data {
  private Data() {}

  /**
   * @throws IllegalArgumentException for a value of another type
   */
  static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(copy(each)));
      return copy;
    }
    if (value instanceof String || value instanceof Boolean || isNumber(value)) {
      return value;
    }
    throw new IllegalArgumentException(
        "only strings, numbers, booleans, and lists and maps of them: "
            + value.getClass().getName());
  }

  static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
    return copy;
  }

  /** Of java.lang and java.math: others could change, or belong to the application. */
  private static boolean isNumber(Object value) {
    String type = value.getClass().getName();
    return value instanceof Number
        && (type.startsWith("java.lang.")
            || type.equals("java.math.BigDecimal")
            || type.equals("java.math.BigInteger"));
  }
}
