package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.bridge.CurfewLines;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The watcher")
@Timeout(1200)
class WatcherTest {

  @Test
  @Tag("race")
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
      System.out.printf(
          "lost frames: %,d rounds, %,d overflows, %,d lost frames dropped%n",
          rounds, overflows.get(), rig.control.health().lostFrames());
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
      assertThat(rig.control.rules().get(0).counts().calls()).isEqualTo(100_000);
    }
  }

  @Test
  @DisplayName(
      "believes that scans are dear when some in a row were, and at once that they are not")
  void believed() {
    long cheap = 20_000;
    long dear = 20_000_000;
    long once = Watcher.believed(cheap, dear);
    assertThat(once).isLessThan(dear / 50);

    long again = once;
    for (int i = 0; i < 7; i++) {
      again = Watcher.believed(again, dear);
    }
    assertThat(again).isEqualTo(dear);
    assertThat(Watcher.believed(again, cheap)).isEqualTo(cheap);
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
      assertThat(rig.control.rules().get(0).counts().calls()).isEqualTo(100);
    }
  }
}
