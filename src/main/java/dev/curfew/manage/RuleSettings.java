package dev.curfew.manage;

import dev.curfew.config.Durations;
import dev.curfew.config.Mode;
import dev.curfew.config.WarnAt;
import dev.curfew.engine.RuleSetting;
import java.time.Duration;

/** Reads what an operator wants a rule to have. */
final class RuleSettings {
  private RuleSettings() {}

  /**
   * @param key as in configurations
   * @param value as in configurations
   * @throws IllegalArgumentException with what is allowed
   */
  static RuleSetting parse(String key, String value) {
    return switch (key.strip()) {
      case "timeout" -> new RuleSetting.Timeout(timeout(value.strip()));
      case "warn-at" -> new RuleSetting.WarnAt(WarnAt.parse(value.strip()));
      case "grace" -> new RuleSetting.Grace(Durations.parse(value.strip()));
      case "mode" -> new RuleSetting.ModeSetting(mode(value.strip()));
      default ->
          throw new IllegalArgumentException(
              "\"" + Printable.of(key) + "\" can't be set; allowed: timeout, warn-at, grace, mode");
    };
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
      default ->
          throw new IllegalArgumentException(
              "\"" + Printable.of(value) + "\" is no mode; allowed: off, observe, interrupt");
    };
  }
}
