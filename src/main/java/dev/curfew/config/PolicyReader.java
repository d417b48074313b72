package dev.curfew.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the keys that defaults and rules share. What is wrong is added to the problems. */
final class PolicyReader {

  private static final String A_TIMEOUT =
      "; allowed: a duration above 0 such as 500ms, 30s, 1h30m, 2d or PT30S, at most 3650d";
  private static final String A_GRACE =
      "; allowed: a duration such as 0s, 500ms, 30s, 1h30m or PT30S, at most 3650d";
  private static final String[] MODES = {"off", "observe", "interrupt", "force"};
  private static final String A_MODE = "allowed: off, observe, interrupt, force";

  private final Problems problems;

  PolicyReader(Problems problems) {
    this.problems = problems;
  }

  /** Null when it is absent or wrong. */
  @Nullable Duration timeout(Node.Mapping mapping) {
    Node.Scalar value = scalar(mapping, Keys.TIMEOUT, A_TIMEOUT);
    Duration timeout = value == null ? null : duration(value, Keys.TIMEOUT);
    if (value != null && timeout != null && timeout.isZero()) {
      problems.add(value, "timeout " + Problem.quote(value.text()) + " is not above 0" + A_TIMEOUT);
      return null;
    }
    return timeout;
  }

  Duration grace(Node.Mapping mapping, Duration otherwise) {
    Node.Scalar value = scalar(mapping, Keys.GRACE, A_GRACE);
    Duration grace = value == null ? null : duration(value, Keys.GRACE);
    return grace == null ? otherwise : grace;
  }

  /** Null means never. */
  @Nullable Double warnAt(Node.Mapping mapping, @Nullable Double otherwise) {
    Node.Scalar value = scalar(mapping, Keys.WARN_AT, WarnAt.ALLOWED);
    if (value == null) {
      return otherwise;
    }
    try {
      return WarnAt.parse(value.text());
    } catch (IllegalArgumentException e) {
      problems.add(value, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  Mode mode(Node.Mapping mapping, Mode otherwise) {
    Node.Scalar value = scalar(mapping, Keys.MODE, "; " + A_MODE);
    if (value == null) {
      return otherwise;
    }
    return switch (value.text()) {
      case "off" -> Mode.OFF;
      case "observe" -> Mode.OBSERVE;
      case "interrupt" -> Mode.INTERRUPT;
      case "force" -> Mode.FORCE;
      default -> {
        problems.add(value, wrongMode(value.text()));
        yield otherwise;
      }
    };
  }

  /** One of two words; the first one when it is absent or wrong. */
  boolean isSecond(Node.Mapping mapping, String key, String first, String second) {
    String allowed = "; allowed: " + first + ", " + second;
    Node.Scalar value = scalar(mapping, key, allowed);
    if (value != null && !value.text().equals(first) && !value.text().equals(second)) {
      problems.add(value, key + " " + Problem.quote(value.text()) + " is neither" + allowed);
    }
    return value != null && value.text().equals(second);
  }

  private static String wrongMode(String written) {
    String nearest = Words.nearest(written, MODES);
    return "unknown mode "
        + Problem.quote(written)
        + (nearest == null ? "; " : ", did you mean '" + nearest + "'? ")
        + A_MODE;
  }

  /** The single value of a key; null when it is absent or something else. */
  Node.@Nullable Scalar scalar(Node.Mapping mapping, String key, String allowed) {
    Node value = mapping.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
      return scalar;
    }
    problems.add(value, key + " must be a single value, but is " + value.kind() + allowed);
    return null;
  }

  private @Nullable Duration duration(Node.Scalar value, String key) {
    try {
      return Durations.parse(value.text());
    } catch (IllegalArgumentException e) {
      problems.add(value, key + " " + e.getMessage());
      return null;
    }
  }
}
