package dev.curfew.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Timers that a system steers by name, such as a benchmark runner: benchmark, phases, commands. Not
 * bound to threads: whoever knows the name may ask and end. They stop nothing by themselves; ask
 * {@link #isTimedOut}, or be told by {@link TimeoutOptions#onTimeout}.
 *
 * <p>A path has the names from the outermost timer to the one meant, parted by slashes: {@code
 * "tpch/load/copy"}. An inner timer is over when one around it is. All methods may be called from
 * any thread.
 */
public final class TimeoutManager {
  private final LongSupplier clock;

  /** Live ones, by path. Guarded by this. */
  private final Map<String, SteeredTimer> timers = new LinkedHashMap<>();

  /** Without timers. */
  public TimeoutManager() {
    this(System::nanoTime);
  }

  /** For tests. */
  TimeoutManager(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Starts a timer.
   *
   * @param path its name, or the path of a live timer, a slash, and its name
   * @throws IllegalArgumentException when a name is not plain (letters, digits, blanks inside,
   *     dots, dashes, underscores), or the timer around it is not live
   * @throws IllegalStateException when it is live already
   */
  public synchronized TimedCall start(String path, TimeoutOptions options) {
    int slash = path.lastIndexOf('/');
    String name = Names.requirePlain(path.substring(slash + 1));
    SteeredTimer parent = slash < 0 ? null : timers.get(path.substring(0, slash));
    if (slash >= 0 && parent == null) {
      throw new IllegalArgumentException(
          "no timer '" + path.substring(0, slash) + "' is live, to start '" + name + "' in it");
    }
    if (timers.containsKey(path)) {
      throw new IllegalStateException("'" + path + "' is live already");
    }
    SteeredTimer timer = Timeouts.start(name, options, parent, clock);
    timers.put(path, timer);
    return timer;
  }

  /** Its work is done; false when it is not live. Timers inside it are CANCELLED. */
  public boolean complete(String path) {
    return end(path, TimeoutStatus.COMPLETED);
  }

  /** Nobody wants it any more; false when it is not live. Timers inside it are CANCELLED. */
  public boolean cancel(String path) {
    return end(path, TimeoutStatus.CANCELLED);
  }

  private synchronized boolean end(String path, TimeoutStatus status) {
    SteeredTimer timer = timers.remove(path);
    if (timer == null) {
      return false;
    }
    String inside = path + "/";
    timers
        .entrySet()
        .removeIf(each -> each.getKey().startsWith(inside) && endInside(each.getValue()));
    timer.end(status);
    return true;
  }

  /** True, also for one that had run out of time: it is not live any more. */
  private static boolean endInside(SteeredTimer timer) {
    timer.endWithParent();
    return true;
  }

  /** Time until its limit, or one around it; 0 when it is over, or the timer is not live. */
  public Duration remaining(String path) {
    SteeredTimer timer = live(path);
    return timer == null
        ? Duration.ZERO
        : timer.remaining().orElse(Duration.ofSeconds(Long.MAX_VALUE));
  }

  /** True when its time, or that of a timer around it, is over; false when it is not live. */
  public boolean isTimedOut(String path) {
    SteeredTimer timer = live(path);
    return timer != null && timer.isTimedOut();
  }

  /** A sign of life; false when it is not live. */
  public boolean heartbeat(String path) {
    SteeredTimer timer = live(path);
    return timer != null && timer.heartbeat();
  }

  /** The timer as it is now; empty when it is not live. */
  public Optional<TimeoutInfo> find(String path) {
    return Optional.ofNullable(live(path)).map(SteeredTimer::info);
  }

  /** All live ones, those that began first in front. */
  public List<TimeoutInfo> timers() {
    List<SteeredTimer> live;
    synchronized (this) {
      live = List.copyOf(timers.values());
    }
    return live.stream().map(SteeredTimer::info).toList();
  }

  private synchronized @Nullable SteeredTimer live(String path) {
    return timers.get(path);
  }
}
