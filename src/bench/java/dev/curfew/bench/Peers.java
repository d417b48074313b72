package dev.curfew.bench;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The same body with a timeout of 30 s by other means, without the agent: schedule, call, cancel.
 *
 * <p>In the peers' favour: their task is one constant that does nothing (one that interrupts would
 * have to know its thread and to be kept from interrupting what comes after the call), and no other
 * timeout is pending.
 */
public class Peers extends Measured {
  private static final long TIMEOUT_SECONDS = 30;
  private static final Nothing NOTHING = new Nothing();

  private static final class Nothing implements Runnable, TimerTask {
    @Override
    public void run() {}

    @Override
    public void run(Timeout timeout) {}
  }

  /** Netty's timer with a fine tick. */
  @State(Scope.Benchmark)
  public static class FineTick {
    final HashedWheelTimer timer = new HashedWheelTimer(1, TimeUnit.MILLISECONDS);

    @TearDown
    public void stop() {
      timer.stop();
    }
  }

  /** Netty's timer with its default tick. */
  @State(Scope.Benchmark)
  public static class DefaultTick {
    final HashedWheelTimer timer = new HashedWheelTimer(100, TimeUnit.MILLISECONDS);

    @TearDown
    public void stop() {
      timer.stop();
    }
  }

  /** The JDK's timer, told not to keep cancelled tasks until their time. */
  @State(Scope.Benchmark)
  public static class Scheduler {
    final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

    public Scheduler() {
      timer.setRemoveOnCancelPolicy(true);
    }

    @TearDown
    public void stop() {
      timer.shutdownNow();
    }
  }

  /** Failsafe's policy that interrupts. */
  @State(Scope.Benchmark)
  public static class Policy {
    final FailsafeExecutor<Object> executor =
        Failsafe.with(
            dev.failsafe.Timeout.builder(Duration.ofSeconds(TIMEOUT_SECONDS))
                .withInterrupt()
                .build());
  }

  @Benchmark
  public long nettyFineTick(FineTick fine) {
    return callUnder(fine.timer);
  }

  @Benchmark
  public long nettyDefaultTick(DefaultTick standard) {
    return callUnder(standard.timer);
  }

  private long callUnder(HashedWheelTimer timer) {
    Timeout timeout = timer.newTimeout(NOTHING, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    long result = Entry.call(argument);
    timeout.cancel();
    return result;
  }

  @Benchmark
  public long scheduledExecutor(Scheduler scheduler) {
    ScheduledFuture<?> timeout =
        scheduler.timer.schedule(NOTHING, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    long result = Entry.call(argument);
    timeout.cancel(false);
    return result;
  }

  @Benchmark
  public long lockedAgronaWheel(LockedWheel wheel) {
    long timeout = wheel.schedule(TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS));
    long result = Entry.call(argument);
    wheel.cancel(timeout);
    return result;
  }

  @Benchmark
  public long failsafe(Policy policy) {
    return policy.executor.get(() -> Entry.call(argument));
  }
}
