package dev.curfew.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A timer that the API keeps itself: time, hierarchy, status; it stops nothing. Any thread.
 *
 * <p>Locks are taken from a timer to its parent, never the other way.
 */
class LocalTimer implements TimedCall {
  private static final int DATA_LIMIT = 64 * 1024;

  /** Threads for handlers, none while there are none to run. */
  private static final class HandlerThreads {
    static final ScheduledThreadPoolExecutor POOL = pool();

    private static ScheduledThreadPoolExecutor pool() {
      ScheduledThreadPoolExecutor pool =
          new ScheduledThreadPoolExecutor(
              2,
              body -> {
                Thread t = new Thread(body, "curfew-handler");
                t.setDaemon(true);
                return t;
              });
      pool.setRemoveOnCancelPolicy(true);
      pool.setKeepAliveTime(10, TimeUnit.SECONDS);
      pool.allowCoreThreadTimeOut(true);
      return pool;
    }
  }

  private final String name;
  private final @Nullable LocalTimer parent;
  private final Duration grace;
  private final @Nullable Duration longestSilence;
  private final double warnAt;
  private final LongSupplier clock;
  private final Instant start = Instant.now();
  private final long startNanos;
  private final List<Consumer<TimeoutInfo>> handlers = new ArrayList<>();
  private final Map<String, Object> data = new LinkedHashMap<>();
  private @Nullable Duration timeout;
  private @Nullable TimeoutStatus end;
  private long endNanos;
  private long beatNanos;
  private @Nullable ScheduledFuture<?> alarm;

  /**
   * @param clock nanoseconds, as of {@link System#nanoTime}
   */
  LocalTimer(String name, @Nullable LocalTimer parent, TimeoutOptions options, LongSupplier clock) {
    this.name = name;
    this.parent = parent;
    this.clock = clock;
    timeout = options.timeout();
    grace = options.grace();
    longestSilence = options.heartbeat();
    warnAt = options.warnAt();
    startNanos = clock.getAsLong();
    beatNanos = startNanos;
    Consumer<TimeoutInfo> handler = options.onTimeout();
    if (handler != null) {
      onTimeout(handler);
    }
  }

  String name() {
    return name;
  }

  @Nullable LocalTimer parent() {
    return parent;
  }

  LongSupplier clock() {
    return clock;
  }

  String path() {
    return parent == null ? name : parent.path() + " / " + name;
  }

  synchronized boolean isLive() {
    return end == null;
  }

  @Override
  public synchronized TimeoutInfo info() {
    Duration left = timeLeft();
    return new TimeoutInfo(
        name,
        path(),
        timeout,
        start,
        end == null ? null : start.plusNanos(endNanos - startNanos),
        status(left),
        grace,
        Duration.ofNanos(now() - startNanos),
        left == null || left.isNegative() ? (left == null ? null : Duration.ZERO) : left);
  }

  private long now() {
    return end == null ? clock.getAsLong() : endNanos;
  }

  private TimeoutStatus status(@Nullable Duration left) {
    if (end != null) {
      return end;
    }
    if (left != null && (left.isNegative() || left.isZero())) {
      return TimeoutStatus.OVERDUE;
    }
    Duration limit = timeout;
    boolean warned = limit != null && warnAt > 0 && now() - startNanos >= limit.toNanos() * warnAt;
    return warned ? TimeoutStatus.WARNED : TimeoutStatus.ACTIVE;
  }

  /** Until the earliest limit, negative when it is over; null: there is none. */
  private synchronized @Nullable Duration timeLeft() {
    long now = now();
    Duration limit = timeout;
    Duration left = limit == null ? null : limit.minusNanos(now - startNanos);
    if (longestSilence != null) {
      left = earlier(left, longestSilence.minusNanos(now - beatNanos));
    }
    return parent == null ? left : earlier(left, parent.timeLeft());
  }

  private static @Nullable Duration earlier(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }

  @Override
  public Optional<Duration> remaining() {
    return Optional.ofNullable(info().remaining());
  }

  @Override
  public boolean isTimedOut() {
    return info().timedOut();
  }

  @Override
  public synchronized boolean extend(Duration more) {
    Duration limit = timeout;
    if (end != null || limit == null) {
      return false;
    }
    timeout = limit.plus(more);
    setAlarm();
    return true;
  }

  @Override
  public synchronized boolean shorten(Duration atMost) {
    if (end != null) {
      return false;
    }
    Duration limit = atMost.plusNanos(now() - startNanos);
    timeout = earlier(timeout, limit);
    setAlarm();
    return true;
  }

  @Override
  public synchronized boolean cancel() {
    if (end != null) {
      return false;
    }
    timeout = null;
    setAlarm();
    return true;
  }

  @Override
  public synchronized boolean heartbeat() {
    if (end != null) {
      return false;
    }
    beatNanos = clock.getAsLong();
    return true;
  }

  @Override
  public boolean heartbeat(Map<String, ?> details) {
    Data.copy(details);
    return heartbeat();
  }

  @Override
  public synchronized boolean put(String key, Object value) {
    Map<String, Object> together = new LinkedHashMap<>(data);
    together.put(key, Data.copy(value));
    if (end != null || together.toString().length() > DATA_LIMIT) {
      return false;
    }
    data.putAll(together);
    return true;
  }

  /** There is no record without the agent, so nobody ever asks. */
  @Override
  public synchronized boolean partialResult(Supplier<?> supplier) {
    return end == null;
  }

  /** Nobody stops it. */
  @Override
  public Shield shield(Duration atMost) {
    TimeoutOptions.positive("shield", atMost);
    return new HeldShield(false, () -> {});
  }

  @Override
  public final synchronized boolean onTimeout(Consumer<TimeoutInfo> handler) {
    if (end != null) {
      return false;
    }
    handlers.add(handler);
    setAlarm();
    return true;
  }

  /** When the time may be over, for those that want to be told. */
  private void setAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
    Duration left = handlers.isEmpty() || end != null ? null : timeLeft();
    if (left != null) {
      long nanos = Math.max(0, left.toNanos()) + 1;
      alarm = HandlerThreads.POOL.schedule(this::alarm, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void alarm() {
    List<Consumer<TimeoutInfo>> told;
    synchronized (this) {
      Duration left = end == null ? timeLeft() : null;
      if (left == null || !(left.isNegative() || left.isZero())) {
        setAlarm(); // extended, or a heartbeat came
        return;
      }
      told = List.copyOf(handlers);
      handlers.clear();
    }
    for (Consumer<TimeoutInfo> handler : told) {
      HandlerThreads.POOL.execute(() -> handler.accept(info()));
    }
  }

  /** Ends the timer; false when it had ended before. What is over its time is a TIMEOUT. */
  public synchronized boolean end(TimeoutStatus status) {
    if (end != null) {
      return false;
    }
    TimeoutStatus now = status(timeLeft());
    endNanos = clock.getAsLong();
    end = now == TimeoutStatus.OVERDUE ? TimeoutStatus.TIMEOUT : status;
    setAlarm();
    return true;
  }
}
