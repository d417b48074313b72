package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewFollow;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A call that follows its work")
@Timeout(120)
class FollowTest {
  private final EngineRig rig =
      new EngineRig(rule("brief", 300), rule("long", 60_000), rule("alone", 300));
  private final FollowingPool pool = pool(3);

  FollowTest() {
    CurfewFollow.setFollowing(rig.siteOf("brief"), true);
    CurfewFollow.setFollowing(rig.siteOf("long"), true);
  }

  /** Whose threads run the tasks. */
  FollowingPool pool(int size) {
    return new FollowingPool(size);
  }

  @AfterEach
  void close() {
    pool.close();
    rig.close();
    CurfewFollow.setFollowing(rig.siteOf("brief"), false);
    CurfewFollow.setFollowing(rig.siteOf("long"), false);
  }

  /** A task that waits until it is let go, and knows what became of it. */
  private static final class Waiting implements Runnable {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch enough = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);
    volatile boolean interrupted;

    @Override
    public void run() {
      begun.countDown();
      try {
        enough.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
      ended.countDown();
    }
  }

  private @Nullable Object waitFor(Waiting task) throws InterruptedException {
    pool.execute(task);
    task.begun.await();
    task.ended.await();
    return null;
  }

  @Test
  @DisplayName("has a timer for each task, inside its own, and stops it on the task's thread")
  void stopsItsTasks() throws Exception {
    Waiting task = new Waiting();

    assertThatThrownBy(() -> rig.call("brief", () -> waitFor(task)))
        .isInstanceOf(TimeoutExceededException.class);

    task.ended.await();
    assertThat(task.interrupted).isTrue();
    await().until(() -> rig.ended.stream().anyMatch(r -> r.path().equals("brief / task")));
    TimerReport report =
        rig.ended.stream().filter(r -> r.path().equals("brief / task")).findFirst().orElseThrow();
    assertThat(report.status()).isEqualTo(TimeoutStatus.STOPPED);
    assertThat(rig.stopped).extracting(TimerReport::path).contains("brief / task");
    assertThat(pool.unclean).hasValue(0);
  }

  @Test
  @DisplayName("shows its tasks with its own limit")
  void showsItsTasks() throws Exception {
    Waiting task = new Waiting();

    rig.call(
        "long",
        () -> {
          pool.execute(task);
          task.begun.await();
          TimerView shown =
              rig.control.timers().stream()
                  .filter(t -> t.path().equals("long / task"))
                  .findFirst()
                  .orElseThrow();
          assertThat(shown.limitedBy()).isEqualTo("long");
          assertThat(shown.remainingNanos()).isLessThan(Duration.ofMinutes(1).toNanos());
          assertThat(shown.parentId()).isPositive();
          task.enough.countDown();
          task.ended.await();
          return null;
        });

    await().until(() -> rig.control.timers().isEmpty());
    assertThat(task.interrupted).isFalse();
  }

  @Test
  @DisplayName("stops what its tasks hand over too, also when the task in between has ended")
  void tasksOfTasks() throws Exception {
    Waiting inner = new Waiting();

    assertThatThrownBy(
            () ->
                rig.call(
                    "brief",
                    () -> {
                      pool.execute(() -> pool.execute(inner));
                      inner.ended.await();
                      return null;
                    }))
        .isInstanceOf(TimeoutExceededException.class);

    inner.ended.await();
    assertThat(inner.interrupted).isTrue();
  }

  @Test
  @DisplayName("stops a task that begins only when the call is being stopped")
  void lateTask() throws Exception {
    FollowingPool single = pool(1);
    Waiting first = new Waiting();
    Waiting late = new Waiting();
    CountDownLatch stopping = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                rig.call(
                    "brief",
                    () -> {
                      single.execute(
                          () -> {
                            first.run();
                            awaitUninterruptibly(stopping);
                          });
                      single.execute(late);
                      awaitUninterruptibly(first.ended);
                      stopping.countDown();
                      awaitUninterruptibly(late.ended);
                      return null;
                    }))
        .isInstanceOf(TimeoutExceededException.class);

    assertThat(first.interrupted).isTrue();
    assertThat(late.interrupted).isTrue();
    single.close();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    for (; ; ) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // the stop that is expected
      }
    }
  }

  @Test
  @DisplayName("leaves a task alone that goes on after the call, and counts it as an orphan")
  void goesOn() throws Exception {
    long before = CurfewFollow.orphans();
    Waiting task = new Waiting();

    rig.call(
        "brief",
        () -> {
          pool.execute(task);
          task.begun.await();
          return null;
        });

    assertThatThrownBy(() -> rig.call("alone", () -> new CountDownLatch(1).await(60, SECONDS)))
        .isInstanceOf(TimeoutExceededException.class); // as long as brief has
    task.enough.countDown();
    task.ended.await();
    assertThat(task.interrupted).isFalse();
    await().until(() -> CurfewFollow.orphans() == before + 1);
  }

  @Test
  @DisplayName(
      "case 23: a task that hands itself over again from a call that has ended is counted"
          + " each time, never interrupted, and nothing of the call is kept")
  void orphans() throws Exception {
    long before = CurfewFollow.orphans();
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<@Nullable Object> ofCall = new AtomicReference<>(new Object());
    WeakReference<@Nullable Object> kept = new WeakReference<>(ofCall.get());
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    AtomicInteger interrupts = new AtomicInteger();
    Runnable again =
        new Runnable() {
          @Override
          public void run() {
            if (Thread.currentThread().isInterrupted()) {
              interrupts.incrementAndGet();
            }
            if (runs.incrementAndGet() == 1000) {
              done.countDown();
            } else {
              pool.execute(this);
            }
          }
        };
    rig.call(
        "brief",
        true,
        null,
        () -> {
          Object own = ofCall.getAndSet(null);
          FollowingPool other = pool(1);
          other.execute(
              () -> {
                awaitUninterruptibly(over); // holds up the first run
                assertThat(own).isNotNull();
              });
          other.execute(again);
          return null;
        });
    over.countDown();

    done.await();
    await().until(() -> CurfewFollow.orphans() >= before + 1000);
    assertThat(interrupts).hasValue(0);
    await()
        .until(
            () -> {
              System.gc();
              return kept.get() == null;
            });
    await().until(() -> CurfewFollow.sweep() == 0);
  }

  @Test
  @DisplayName("whose rule does not follow hands nothing on")
  void alone() throws Exception {
    Waiting task = new Waiting();

    assertThatThrownBy(() -> rig.call("alone", () -> waitFor(task)))
        .isInstanceOf(TimeoutExceededException.class);

    assertThat(task.interrupted).isFalse();
    task.enough.countDown();
    task.ended.await();
  }
}
