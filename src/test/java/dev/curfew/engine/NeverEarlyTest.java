package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Many calls that only a stop can end. A clock that the engine does not share is read before enter
 * and as soon as the stop is seen.
 */
@DisplayName("Never early: no call is stopped before its timeout is over")
@Tag("race")
@Timeout(7200) // in full size, on a machine that others use
class NeverEarlyTest {
  private static final long EXPIRIES = Long.getLong("curfew.early.expiries", 3_000);

  private final AtomicLong expired = new AtomicLong();
  private final AtomicLong early = new AtomicLong();
  private final AtomicLong earliest = new AtomicLong(Long.MAX_VALUE);

  @Test
  @DisplayName("on platform threads")
  void platform() throws Exception {
    run("platform", 64, Duration.ofMillis(5), Thread::new);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  @DisplayName("on tens of thousands of virtual threads")
  void virtual() throws Exception {
    int threads = (int) Math.min(20_000, EXPIRIES);
    run("virtual", threads, Duration.ofMillis(100), VirtualThreads::unstarted);
  }

  private interface MakesThreads {
    Thread make(Runnable body);
  }

  private void run(String kind, int threads, Duration timeout, MakesThreads maker)
      throws Exception {
    long begin = System.nanoTime();
    try (EngineRig rig = new EngineRig(new QuietParts(), rule("short", timeout.toMillis()))) {
      List<Thread> started = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Thread t = maker.make(() -> expire(rig, timeout));
        t.start();
        started.add(t);
      }
      for (Thread t : started) {
        t.join();
      }
    }
    System.out.printf(
        "never early: %,d expiries on %,d %s threads in %,d ms, %,d early,"
            + " the soonest %,d us after its time%n",
        expired.get(),
        threads,
        kind,
        (System.nanoTime() - begin) / 1_000_000,
        early.get(),
        (earliest.get() - timeout.toNanos()) / 1_000);
    assertThat(expired.get()).isGreaterThanOrEqualTo(EXPIRIES);
    assertThat(early).hasValue(0);
  }

  private void expire(EngineRig rig, Duration timeout) {
    while (expired.get() < EXPIRIES) {
      long before = System.nanoTime();
      long[] stopped = new long[1];
      try {
        rig.call(
            "short",
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
              }
              stopped[0] = System.nanoTime();
              return null;
            });
      } catch (Exception timedOut) {
        count(stopped[0] - before, timeout.toNanos());
      }
    }
  }

  private void count(long elapsed, long timeout) {
    expired.incrementAndGet();
    earliest.accumulateAndGet(elapsed, Math::min);
    if (elapsed < timeout) {
      early.incrementAndGet();
    }
  }
}
