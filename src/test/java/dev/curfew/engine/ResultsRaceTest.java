package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.bridge.CurfewFollow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("race")
@Timeout(3600)
@DisplayName("Case 22: results that come around the deadline of their call")
class ResultsRaceTest {
  private static final int CALLS = Integer.getInteger("curfew.race.results", 10_000);
  private static final int CALLERS = 4;
  private static final int OPEN_AT_ONCE = 64;
  private static final long TIMEOUT_MILLIS = 10;

  /** Of the work for a result: about as many come too late as in time. */
  private static final int LONGEST_NANOS = 22_000_000;

  private final AtomicInteger left = new AtomicInteger(CALLS);
  private final AtomicInteger inTime = new AtomicInteger();
  private final AtomicInteger timedOut = new AtomicInteger();
  private final AtomicInteger others = new AtomicInteger();
  private final AtomicInteger outcomes = new AtomicInteger();
  private final AtomicInteger worked = new AtomicInteger();

  @Test
  @DisplayName("have one outcome each, and leave the workers without flag and call")
  void oneOutcome() throws Exception {
    try (EngineRig rig = new EngineRig(new QuietParts(), rule("short", TIMEOUT_MILLIS));
        FollowingPool pool = new FollowingPool(OPEN_AT_ONCE)) {
      CurfewFollow.setFollowing(rig.siteOf("short"), true);
      Semaphore room = new Semaphore(OPEN_AT_ONCE);
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Thread caller = new Thread(() -> makeCalls(rig, pool, room));
        caller.start();
        callers.add(caller);
      }
      for (Thread caller : callers) {
        caller.join();
      }

      await().atMost(60, TimeUnit.SECONDS).until(() -> outcomes.get() == CALLS);
      await().atMost(60, TimeUnit.SECONDS).until(() -> worked.get() == CALLS);
      assertThat(inTime).hasPositiveValue();
      assertThat(timedOut).hasPositiveValue();
      assertThat(others).hasValue(0);
      assertThat(inTime.get() + timedOut.get()).isEqualTo(CALLS);
      await().until(() -> rig.control.timers().isEmpty());
      RuleView shown = rig.control.rules().get(0);
      assertThat(shown.counts().timedOut()).isEqualTo(timedOut.get());
      assertThat(pool.unclean).hasValue(0);
      await().until(() -> CurfewFollow.sweep() == 0);
      CurfewFollow.setFollowing(rig.siteOf("short"), false);
    }
  }

  private void makeCalls(EngineRig rig, FollowingPool pool, Semaphore room) {
    try {
      while (left.getAndDecrement() > 0) {
        room.acquire();
        makeCall(rig, pool, room);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // whoever listens to the copy counts
  private void makeCall(EngineRig rig, FollowingPool pool, Semaphore room) throws Exception {
    try {
      rig.<CompletableFuture<String>>later(
              "short",
              null,
              () -> {
                CompletableFuture<String> result = new CompletableFuture<>();
                pool.execute(() -> work(result, room));
                return result;
              })
          .whenComplete(this::count);
    } catch (TimeoutExceededException e) { // the thread was held up for that long
      count(null, e);
    }
  }

  private void work(CompletableFuture<String> result, Semaphore room) {
    long until = System.nanoTime() + ThreadLocalRandom.current().nextInt(LONGEST_NANOS);
    for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      LockSupport.parkNanos(until - now);
    }
    result.complete("value");
    worked.incrementAndGet();
    room.release();
  }

  private void count(String value, Throwable thrown) {
    if (thrown instanceof TimeoutExceededException) {
      timedOut.incrementAndGet();
    } else if ("value".equals(value) && thrown == null) {
      inTime.incrementAndGet();
    } else {
      others.incrementAndGet();
    }
    outcomes.incrementAndGet();
  }
}
