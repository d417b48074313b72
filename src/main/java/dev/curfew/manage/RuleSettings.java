package dev.curfew.manage;

import dev.curfew.config.Durations;
import dev.curfew.config.Mode;
import dev.curfew.config.WarnAt;
import dev.curfew.engine.RuleSetting;
import dev.curfew.engine.TimerView;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what an operator wants a rule to have. */
final class RuleSettings {
  private RuleSettings() {}

  /**
   * @param key as in configurations
   * @param value as in configurations
   * @throws IllegalArgumentException with what is allowed
   */
  static RuleSetting parse(String key, String value) {
    return switch (key.strip().toLowerCase(Locale.ROOT)) {
      case "timeout" -> new RuleSetting.Timeout(timeout(value.strip()));
      case "warn-at" -> new RuleSetting.WarnAt(WarnAt.parse(lower(value)));
      case "grace" -> new RuleSetting.Grace(Durations.parse(value.strip()));
      case "mode" -> new RuleSetting.ModeSetting(mode(lower(value)));
      default ->
          throw new IllegalArgumentException(
              "\"" + Printable.of(key) + "\" can't be set; allowed: timeout, warn-at, grace, mode");
    };
  }

  private static String lower(String value) {
    return value.strip().toLowerCase(Locale.ROOT);
  }

  private static Duration timeout(String value) {
    Duration timeout = Durations.parse(value);
    if (timeout.isZero()) {
      throw new IllegalArgumentException("a timeout is above 0; to take one off, cancel the timer");
    }
    return timeout;
  }

  private static Mode mode(String value) {
    return switch (value) {
      case "off" -> Mode.OFF;
      case "observe" -> Mode.OBSERVE;
      case "interrupt" -> Mode.INTERRUPT;
      case "force" -> Mode.FORCE;
      default ->
          throw new IllegalArgumentException(
              "\""
                  + Printable.of(value)
                  + "\" is no mode; allowed: off, observe, interrupt, force");
    };
  }

  /** As in configurations. */
  static String warnAt(@Nullable Double fraction) {
    if (fraction == null) {
      return "never";
    }
    BigDecimal percent = new BigDecimal(fraction.toString()).movePointRight(2);
    return percent.stripTrailingZeros().toPlainString() + "%";
  }

  /** As in configurations; empty for none. */
  static String duration(long nanos) {
    return nanos == TimerView.NONE ? "" : Durations.print(Duration.ofNanos(nanos));
  }
}
