package dev.curfew.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a task is in its time, for systems that keep this in a store of their own. It outlives the
 * process, so it is on the wall clock. Immutable: each operation returns another one.
 *
 * @param executionStart when the task began; null: it has not
 * @param lastHeartbeat when it gave its last sign of life; null: it has given none
 * @param warningIssued whether somebody has been warned
 */
public record TimeoutState(
    @Nullable Instant executionStart, @Nullable Instant lastHeartbeat, boolean warningIssued) {
  private static final String START = "execution_start_time";
  private static final String HEARTBEAT = "last_heartbeat";
  private static final String WARNED = "warning_issued";
  private static final String ELAPSED = "elapsed_seconds";
  private static final double MILLIS = 1000;

  /** Of a task that has not begun. */
  public static final TimeoutState NOT_STARTED = new TimeoutState(null, null, false);

  /** Begins now; a task that has begun keeps its start. */
  public TimeoutState startTracking(Clock clock) {
    return executionStart == null
        ? new TimeoutState(clock.instant(), lastHeartbeat, warningIssued)
        : this;
  }

  /** With a sign of life from now. */
  public TimeoutState updateHeartbeat(Clock clock) {
    return new TimeoutState(executionStart, clock.instant(), warningIssued);
  }

  /** With the warning given. */
  public TimeoutState markWarningIssued() {
    return new TimeoutState(executionStart, lastHeartbeat, true);
  }

  /**
   * Whether the task is out of time, or is to be warned. Empty when it has not begun or has no
   * limit.
   */
  public Optional<TimeoutCheck> check(TimeoutConfig config, Clock clock) {
    if (!config.enabled() || executionStart == null) {
      return Optional.empty();
    }
    Duration elapsed = elapsed(executionStart, clock);
    Duration timeout = config.timeout();
    if (elapsed.compareTo(timeout) >= 0) {
      return Optional.of(TimeoutCheck.timedOut(elapsed, timeout));
    }
    boolean approaching = !warningIssued && elapsed.compareTo(config.warnAfter()) >= 0;
    return Optional.of(
        approaching
            ? TimeoutCheck.warning(elapsed, timeout)
            : TimeoutCheck.inTime(elapsed, timeout));
  }

  /** A clock that was set back has made no time. */
  private static Duration elapsed(Instant start, Clock clock) {
    Duration elapsed = Duration.between(start, clock.instant());
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }

  /**
   * With the keys {@code execution_start_time}, {@code elapsed_seconds} (a double), {@code
   * last_heartbeat}, {@code warning_issued}; what is not known is null.
   */
  public Map<String, @Nullable Object> metrics(Clock clock) {
    Instant start = executionStart;
    Map<String, @Nullable Object> metrics = new LinkedHashMap<>();
    metrics.put(START, text(start));
    metrics.put(ELAPSED, start == null ? null : seconds(elapsed(start, clock)));
    metrics.put(HEARTBEAT, text(lastHeartbeat));
    metrics.put(WARNED, warningIssued);
    return metrics;
  }

  /** To the millisecond. In a long, the milliseconds since the first Instant overflow. */
  private static double seconds(Duration duration) {
    return (duration.toSeconds() * MILLIS + duration.toMillisPart()) / MILLIS;
  }

  /**
   * With the keys {@code execution_start_time}, {@code last_heartbeat} (ISO-8601 in UTC, or null)
   * and {@code warning_issued}.
   */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(START, text(executionStart));
    map.put(HEARTBEAT, text(lastHeartbeat));
    map.put(WARNED, warningIssued);
    return map;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /**
   * The inverse of {@link #toMap}; what is missing is as in {@link #NOT_STARTED}.
   *
   * @throws IllegalArgumentException for an unknown key, a value of another type, or a time that is
   *     malformed or has no zone, with key and value
   */
  public static TimeoutState fromMap(Map<String, ? extends @Nullable Object> map) {
    Values values = new Values(map, List.of(START, HEARTBEAT, WARNED));
    return new TimeoutState(values.time(START), values.time(HEARTBEAT), values.bool(WARNED, false));
  }

  /** {@link #toMap} as JSON. */
  public String toJson() {
    return FlatJson.write(toMap());
  }

  /**
   * The inverse of {@link #toJson}.
   *
   * @throws IllegalArgumentException as of {@link #fromMap}, and for what is no flat JSON object
   */
  public static TimeoutState fromJson(String json) {
    return fromMap(FlatJson.read(json));
  }
}
