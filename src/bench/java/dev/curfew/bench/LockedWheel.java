package dev.curfew.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DeadlineTimerWheel;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Agrona's wheel is made for one thread: callers and the one that polls it share a lock here. */
@State(Scope.Benchmark)
public class LockedWheel {
  /** A power of two, as the wheel demands: about 8.4 ms. */
  private static final long TICK_NANOS = 1L << 23;

  private static final int TICKS_PER_WHEEL = 512;
  private static final int POLL_LIMIT = 1_000;

  private final DeadlineTimerWheel wheel =
      new DeadlineTimerWheel(TimeUnit.NANOSECONDS, System.nanoTime(), TICK_NANOS, TICKS_PER_WHEEL);
  private volatile boolean stopped;

  public LockedWheel() {
    Thread poller = new Thread(this::poll, "wheel");
    poller.setDaemon(true);
    poller.start();
  }

  long schedule(long timeoutNanos) {
    long deadline = System.nanoTime() + timeoutNanos;
    synchronized (wheel) {
      return wheel.scheduleTimer(deadline);
    }
  }

  void cancel(long timer) {
    synchronized (wheel) {
      wheel.cancelTimer(timer);
    }
  }

  private void poll() {
    while (!stopped) {
      synchronized (wheel) {
        wheel.poll(System.nanoTime(), (unit, now, timer) -> true, POLL_LIMIT);
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  @TearDown
  public void stop() {
    stopped = true;
  }
}
