package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.bridge.CurfewFollow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("race")
@Timeout(3600)
@DisplayName("Tasks that end around the deadline of the call that handed them over")
class FollowRaceTest {
  private static final int TASKS = Integer.getInteger("curfew.race.tasks", 100_000);
  private static final int TASKS_OF_CALL = 20;
  private static final int THREADS = 8;
  private static final long TIMEOUT_MILLIS = 10;

  /** Of a task: then some calls end before their time, and some do not. */
  private static final int LONGEST_NANOS = 1_000_000;

  /** Of one task of each call: it may take until the interrupt has come. */
  private static final int LONG_NANOS = 40_000_000;

  private final AtomicInteger left = new AtomicInteger(TASKS / TASKS_OF_CALL);
  private final AtomicInteger ran = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final AtomicInteger timedOut = new AtomicInteger();

  /** Interrupts whoever runs a task, as if a thread had no gate. */
  private static final class Careless extends FollowingPool {
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    Careless(int size) {
      super(size);
    }

    @Override
    void run(Runnable task) {
      running.add(Thread.currentThread());
      try {
        task.run();
      } finally {
        running.remove(Thread.currentThread());
      }
    }

    void stop() {
      running.forEach(Thread::interrupt);
    }
  }

  @Test
  @DisplayName("leave the pool's threads clean: no flag, no call")
  void clean() throws Exception {
    try (EngineRig rig = new EngineRig(new QuietParts(), rule("short", TIMEOUT_MILLIS));
        FollowingPool pool = new FollowingPool(THREADS)) {
      CurfewFollow.setFollowing(rig.siteOf("short"), true);

      makeCalls(rig, pool, () -> {});

      await().until(() -> ran.get() == TASKS);
      assertThat(timedOut).hasPositiveValue();
      assertThat(interrupted)
          .as("tasks seen interrupted, of %s stopped calls", timedOut)
          .hasPositiveValue();
      assertThat(pool.unclean).hasValue(0);
      await().until(() -> CurfewFollow.sweep() == 0);
      CurfewFollow.setFollowing(rig.siteOf("short"), false);
    }
  }

  @Test
  @DisplayName("do not with a pool whose tasks have no calls of their own: this test would see it")
  void control() throws Exception {
    left.set(TASKS / TASKS_OF_CALL / 10);
    try (EngineRig rig = new EngineRig(new QuietParts(), rule("short", TIMEOUT_MILLIS));
        Careless pool = new Careless(THREADS)) {
      makeCalls(rig, pool, pool::stop);

      assertThat(timedOut).hasPositiveValue();
      assertThat(pool.unclean).hasPositiveValue();
    }
  }

  private void makeCalls(EngineRig rig, FollowingPool pool, Runnable atTimeout) throws Exception {
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread caller =
          new Thread(
              () -> {
                while (left.getAndDecrement() > 0) {
                  makeCall(rig, pool, atTimeout);
                }
              });
      caller.start();
      callers.add(caller);
    }
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void makeCall(EngineRig rig, FollowingPool pool, Runnable atTimeout) {
    AtomicInteger ended = new AtomicInteger();
    try {
      rig.call(
          "short",
          () -> {
            int longest = 1 + ThreadLocalRandom.current().nextInt(LONGEST_NANOS);
            for (int i = 0; i < TASKS_OF_CALL; i++) {
              int most = i == 0 ? LONG_NANOS : longest;
              pool.execute(() -> work(ended, most));
            }
            while (ended.get() < TASKS_OF_CALL && !Thread.currentThread().isInterrupted()) {
              LockSupport.parkNanos(100_000);
            }
            return null;
          });
    } catch (TimeoutExceededException e) {
      timedOut.incrementAndGet();
      atTimeout.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    // Else tasks would wait behind those of calls that are over, and begin when theirs is too.
    while (ended.get() < TASKS_OF_CALL) {
      LockSupport.parkNanos(100_000);
    }
  }

  private void work(AtomicInteger ended, int longest) {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(longest));
    if (Thread.currentThread().isInterrupted()) {
      interrupted.incrementAndGet();
    }
    ended.incrementAndGet();
    ran.incrementAndGet();
  }
}
