package dev.curfew.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an application wants of a call that it opens: at least whether it has a limit of its own.
 * Immutable; each method returns another one. {@code TimeoutOptions.timeout(ofSeconds(30)).grace(
 * ofSeconds(5)).label("eu")}.
 */
public final class TimeoutOptions {
  private static final int LONGEST_LABEL = 100;

  private final @Nullable Duration timeout;
  private final Duration grace;
  private final double warnAt;
  private final TimeoutMode mode;
  private final @Nullable Duration heartbeat;
  private final String label;
  private final @Nullable Consumer<TimeoutInfo> onTimeout;

  private TimeoutOptions(
      @Nullable Duration timeout,
      Duration grace,
      double warnAt,
      TimeoutMode mode,
      @Nullable Duration heartbeat,
      String label,
      @Nullable Consumer<TimeoutInfo> onTimeout) {
    this.timeout = timeout;
    this.grace = grace;
    this.warnAt = warnAt;
    this.mode = mode;
    this.heartbeat = heartbeat;
    this.label = label;
    this.onTimeout = onTimeout;
  }

  /**
   * With a limit of its own; warning at 80 %, grace 30 s, thread interrupted at the deadline.
   *
   * @throws IllegalArgumentException when it is not longer than 0
   */
  public static TimeoutOptions timeout(Duration timeout) {
    return new TimeoutOptions(
        positive("timeout", timeout),
        Duration.ofSeconds(30),
        0.8,
        TimeoutMode.INTERRUPT,
        null,
        "",
        null);
  }

  /** Without a limit of its own: with that of the call around it, if there is one. */
  public static TimeoutOptions inherited() {
    return new TimeoutOptions(
        null, Duration.ofSeconds(30), 0.8, TimeoutMode.INTERRUPT, null, "", null);
  }

  /**
   * Time between the interrupt and what comes after it; 30 s by default.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public TimeoutOptions grace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is not to be negative: " + grace);
    }
    return new TimeoutOptions(timeout, grace, warnAt, mode, heartbeat, label, onTimeout);
  }

  /**
   * When to warn, as a fraction of the timeout; 0.8 by default.
   *
   * @throws IllegalArgumentException when it is not strictly between 0 and 1
   */
  public TimeoutOptions warnAt(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("warnAt has to be strictly between 0 and 1: " + fraction);
    }
    return new TimeoutOptions(timeout, grace, fraction, mode, heartbeat, label, onTimeout);
  }

  /** Without a warning. */
  public TimeoutOptions withoutWarning() {
    return new TimeoutOptions(timeout, grace, 0, mode, heartbeat, label, onTimeout);
  }

  /** What happens when it runs out of time; {@link TimeoutMode#INTERRUPT} by default. */
  public TimeoutOptions mode(TimeoutMode mode) {
    return new TimeoutOptions(timeout, grace, warnAt, mode, heartbeat, label, onTimeout);
  }

  /**
   * Asks for a heartbeat at least so often; silence is a timeout.
   *
   * @throws IllegalArgumentException when it is not longer than 0
   */
  public TimeoutOptions heartbeat(Duration longestSilence) {
    Duration silence = positive("heartbeat", longestSilence);
    return new TimeoutOptions(timeout, grace, warnAt, mode, silence, label, onTimeout);
  }

  /** What tells this call from others of its name; at most 100 characters, the rest is cut off. */
  public TimeoutOptions label(String label) {
    String shown = label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL);
    return new TimeoutOptions(timeout, grace, warnAt, mode, heartbeat, shown, onTimeout);
  }

  /**
   * Told of the timeout, after the interrupt, on a thread of Curfew's; it may throw and take long,
   * and changes nothing of what happens.
   */
  public TimeoutOptions onTimeout(Consumer<TimeoutInfo> handler) {
    return new TimeoutOptions(timeout, grace, warnAt, mode, heartbeat, label, handler);
  }

  static Duration positive(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(what + " has to be longer than 0: " + duration);
    }
    return duration;
  }

  @Nullable Duration timeout() {
    return timeout;
  }

  Duration grace() {
    return grace;
  }

  double warnAt() {
    return warnAt;
  }

  TimeoutMode mode() {
    return mode;
  }

  @Nullable Duration heartbeat() {
    return heartbeat;
  }

  @Nullable Consumer<TimeoutInfo> onTimeout() {
    return onTimeout;
  }

  /** For the agent, whose copy of the API may be another one. */
  Map<String, @Nullable Object> toMap(String name) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("timeout", timeout);
    map.put("grace", grace);
    map.put("warnAt", warnAt);
    map.put("mode", mode.name());
    map.put("heartbeat", heartbeat);
    map.put("label", label);
    Consumer<TimeoutInfo> handler = onTimeout;
    map.put("onTimeout", handler == null ? null : reading(handler));
    return map;
  }

  /** A handler that takes the agent's map. */
  static Consumer<Map<String, @Nullable Object>> reading(Consumer<TimeoutInfo> handler) {
    return info -> handler.accept(TimeoutInfo.fromMap(info));
  }
}
