package dev.curfew.config;

import java.time.Duration;
import java.util.List;

/**
 * The sign of life that a rule's calls have to give. Immutable.
 *
 * @param methods each of their calls by the thread of an open call is a heartbeat; at least one
 * @param timeout the longest silence, longer than 0
 */
public record Heartbeat(List<MethodPattern> methods, Duration timeout) {

  public Heartbeat {
    methods = List.copyOf(methods);
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("a heartbeat without methods");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a heartbeat's timeout is not above 0");
    }
  }
}
