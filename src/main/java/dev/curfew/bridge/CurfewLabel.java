package dev.curfew.bridge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets through, of the arguments that a label is made of, only what can't change, holds no class
 * loader, and has a text that is made by the JDK's own code: the application's toString would run
 * on the watcher's thread.
 */
final class CurfewLabel {
  private static final String UNPRINTABLE = "?";

  private CurfewLabel() {}

  /**
   * @param values one argument, or an array of several, which is changed
   */
  static Object plain(@Nullable Object values) {
    if (values instanceof CurfewScope) {
      return values; // what the call may become, with values that are plain
    }
    if (!(values instanceof Object[] several)) {
      return plainValue(values);
    }
    for (int i = 0; i < several.length; i++) {
      several[i] = plainValue(several[i]);
    }
    return several;
  }

  private static Object plainValue(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return isPlain(value.getClass()) ? value : UNPRINTABLE;
  }

  /** Exactly these classes: a subclass's toString is not the JDK's. */
  private static boolean isPlain(Class<?> type) {
    return type == String.class
        || type == Integer.class
        || type == Long.class
        || type == UUID.class
        || type == Boolean.class
        || type == Character.class
        || type == Short.class
        || type == Byte.class
        || type == Double.class
        || type == Float.class
        || type == BigInteger.class
        || type == BigDecimal.class;
  }
}
