package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.api.TimeoutExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
@Tag("race")
@Timeout(7200) // in full size, on a machine that others use
@DisplayName("Calls of virtual threads that end around their own deadline")
class LeakOnVirtualThreadTest {
  private static final long CALLS = Long.getLong("curfew.race.virtual", 20_000);
  private static final int THREADS = 200;
  private static final long TIMEOUT_MILLIS = 20;
  private static final long JITTER_NANOS = 6_000_000;

  private final AtomicLong left = new AtomicLong(CALLS);
  private final AtomicLong timedOut = new AtomicLong();
  private final AtomicLong inTime = new AtomicLong();
  private final AtomicLong stray = new AtomicLong();

  @Test
  @DisplayName("case 1: no interrupt reaches a thread after its call")
  void noLeak() throws Exception {
    try (EngineRig rig = new EngineRig(new QuietParts(), rule("short", TIMEOUT_MILLIS))) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Thread t = VirtualThreads.unstarted(() -> makeCalls(rig));
        t.start();
        threads.add(t);
      }
      for (Thread t : threads) {
        t.join();
      }
    }
    System.out.printf(
        "virtual threads: %,d calls timed out, %,d in time, %,d stray interrupts%n",
        timedOut.get(), inTime.get(), stray.get());
    assertThat(timedOut).hasPositiveValue();
    assertThat(inTime).hasPositiveValue();
    assertThat(stray).hasValue(0);
  }

  private void makeCalls(EngineRig rig) {
    while (left.getAndDecrement() > 0) {
      try {
        rig.call("short", LeakOnVirtualThreadTest::endAroundDeadline);
        inTime.incrementAndGet();
      } catch (TimeoutExceededException e) {
        timedOut.incrementAndGet();
      } catch (Exception e) {
        stray.incrementAndGet();
      }
      countStray();
      LockSupport.parkNanos(100_000);
      countStray();
    }
  }

  private void countStray() {
    if (Thread.interrupted()) {
      stray.incrementAndGet();
    }
  }

  private static Void endAroundDeadline() {
    long jitter = ThreadLocalRandom.current().nextLong(-JITTER_NANOS, JITTER_NANOS);
    long end = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000 + jitter;
    for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest); // returns at once when it is interrupted: spins then
    }
    return null;
  }
}
