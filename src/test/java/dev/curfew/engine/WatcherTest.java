package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.bridge.CurfewLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The watcher")
@Timeout(120)
class WatcherTest {

  @Test
  @DisplayName("case 25: killed by an error it is replaced, says so, and open calls still expire")
  void succession() throws Exception {
    try (EngineRig rig = new EngineRig(rule("slow", 700))) {
      await().until(() -> rig.control.health().healthy());
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        await().until(() -> rig.lists("slow"));
                        rig.engine
                            .commands()
                            .add(
                                () -> {
                                  throw new OutOfMemoryError("injected");
                                });
                        rig.engine.watcher().wake();
                        await()
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> !rig.control.health().healthy());
                        await()
                            .atMost(Duration.ofSeconds(2))
                            .until(() -> rig.control.health().healthy());
                        new CountDownLatch(1).await();
                        return null;
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      HealthView health = rig.control.health();
      assertThat(health.successions()).isEqualTo(1);
      assertThat(health.lastFailure()).contains("injected");
      assertThat(rig.call("slow", () -> "calls go on")).isEqualTo("calls go on");
    }
  }

  @Test
  @DisplayName("never early: no call of tens of thousands is stopped before its deadline")
  void neverEarly() throws Exception {
    try (EngineRig rig = new EngineRig(rule("short", 20))) {
      AtomicLong early = new AtomicLong();
      AtomicLong expired = new AtomicLong();
      List<Thread> threads = new ArrayList<>();
      long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      for (int i = 0; i < 64; i++) {
        Thread t =
            new Thread(
                () -> {
                  while (System.nanoTime() < end) {
                    long begin = System.nanoTime();
                    try {
                      rig.call(
                          "short",
                          () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                              LockSupport.park();
                            }
                            return null;
                          });
                    } catch (Exception timeout) {
                      expired.incrementAndGet();
                      if (System.nanoTime() - begin < Duration.ofMillis(20).toNanos()) {
                        early.incrementAndGet();
                      }
                    }
                  }
                });
        t.setDaemon(true);
        t.start();
        threads.add(t);
      }
      for (Thread t : threads) {
        t.join();
      }
      assertThat(expired.get()).isGreaterThan(500);
      assertThat(early.get()).isZero();
    }
  }

  @Test
  @DisplayName("case 31: frames lost to a StackOverflowError cost no later call an interrupt")
  void lostFrames() throws Exception {
    int rounds = Integer.getInteger("curfew.lostframes.rounds", 5_000);
    try (EngineRig rig = new EngineRig(rule("deep", 500))) {
      AtomicLong stray = new AtomicLong();
      AtomicLong overflows = new AtomicLong();
      Thread t =
          new Thread(
              null,
              () -> {
                int depth = edgeOfTheStack(rig);
                for (int i = 0; i < rounds; i++) {
                  if (reaches(rig, depth)) {
                    depth += 1 + i % 3;
                  } else {
                    overflows.incrementAndGet();
                    depth -= 1 + i % 5; // the edge moves when a frame is compiled
                  }
                }
                stray.set(interruptsWhile(Duration.ofMillis(1500)));
              },
              "deep",
              192 * 1024);
      t.start();
      t.join();
      assertThat(overflows.get()).isGreaterThan(rounds / 10);
      assertThat(stray.get()).isZero();
      assertThat(rig.expired).isEmpty();
    }
  }

  /** The words that were left open run out of time in here, in code that no rule is for. */
  private static long interruptsWhile(Duration time) {
    long seen = 0;
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (Thread.interrupted()) {
        seen++;
      }
      Thread.onSpinWait();
    }
    return seen;
  }

  private static int edgeOfTheStack(EngineRig rig) {
    int depth = 100;
    while (reaches(rig, depth)) {
      depth += 20;
    }
    return depth;
  }

  private static boolean reaches(EngineRig rig, int depth) {
    try {
      return descend(rig, depth) >= 0;
    } catch (StackOverflowError e) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int descend(EngineRig rig, int depth) throws Exception {
    return depth == 0 ? rig.call("deep", () -> 1) : descend(rig, depth - 1) + 1;
  }

  @Test
  @DisplayName("case 32: the common pool, which erases ThreadLocals, costs one line per thread")
  void erasedThreadLocals() throws Exception {
    try (EngineRig rig = new EngineRig(rule("task", 60_000))) {
      int before = CurfewLines.made();
      for (int i = 0; i < 100_000; i++) {
        // Not through CompletableFuture: on two cores it would make a thread for each task.
        ForkJoinTask<Integer> task =
            ForkJoinPool.commonPool().submit(() -> rig.call("task", () -> 1));
        if (i % 50 == 0) {
          assertThat(task.get()).isEqualTo(1);
        }
      }
      ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS);
      assertThat(CurfewLines.made() - before)
          .isLessThanOrEqualTo(ForkJoinPool.commonPool().getParallelism() + 2);
      assertThat(rig.control.rules().get(0).calls()).isEqualTo(100_000);
    }
  }

  @Test
  @DisplayName("lines of threads that are gone are used again, and their counts are kept")
  void reclaimedLines() throws Exception {
    try (EngineRig rig = new EngineRig(rule("task", 60_000))) {
      int before = CurfewLines.made();
      for (int batch = 0; batch < 5; batch++) {
        for (int i = 0; i < 20; i++) {
          Thread t =
              new Thread(
                  () -> {
                    try {
                      rig.call("task", () -> 1);
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  });
          t.start();
          t.join();
        }
        await().until(() -> CurfewLines.inUse() <= before + 5);
      }
      assertThat(CurfewLines.made() - before).isLessThan(60);
      assertThat(rig.control.rules().get(0).calls()).isEqualTo(100);
    }
  }
}
