package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The thread's interrupt flag")
@Timeout(60)
class InterruptHygieneTest {

  @AfterEach
  void clearFlag() {
    Thread.interrupted();
  }

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("case 2: an exit waits for a stalled interrupt, visibly, and leaves the flag clear")
  void stalledEnforcer() throws Exception {
    try (EngineRig rig = new EngineRig(rule("slow", 50))) {
      AtomicReference<Boolean> flagAfter = new AtomicReference<>();
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      SlowToInterrupt[] thread = new SlowToInterrupt[1];
      thread[0] =
          new SlowToInterrupt(
              () -> {
                try {
                  rig.call(
                      "slow",
                      () -> {
                        thread[0].interrupting.await(); // the body returns inside the stall
                        return null;
                      });
                } catch (Throwable t) {
                  thrown.set(t);
                }
                flagAfter.set(Thread.currentThread().isInterrupted());
              });
      thread[0].start();
      thread[0].interrupting.await();
      await()
          .untilAsserted(
              () -> assertThat(blockerOf(thread[0])).endsWith("CurfewInterruptInFlight"));
      assertThat(flagAfter.get()).as("the caller goes on").isNull();
      thread[0].goOn.countDown();
      await().until(() -> flagAfter.get() != null);
      assertThat(flagAfter.get()).isFalse();
      assertThat(thrown.get()).isInstanceOf(TimeoutExceededException.class);
    }
  }

  private static String blockerOf(Thread thread) {
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
    return info.getLockInfo() == null ? "" : info.getLockInfo().getClassName();
  }

  @Test
  @DisplayName("case 3: a flag set before the call is still set after it completed")
  void foreignFlagCompleted() throws Exception {
    try (EngineRig rig = new EngineRig(rule("quick", 10_000))) {
      Thread.currentThread().interrupt();
      rig.call("quick", () -> null);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  @DisplayName("case 3: a flag set before the call is still set after it timed out")
  void foreignFlagTimedOut() {
    try (EngineRig rig = new EngineRig(rule("busy", 50))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () ->
                  rig.call(
                      "busy",
                      () -> {
                        while (rig.expired.isEmpty()) {
                          Thread.onSpinWait();
                        }
                        return null;
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  @DisplayName("case 4: somebody else's interrupt of a call in time passes as it is")
  void foreignInterrupt() throws Exception {
    try (EngineRig rig = new EngineRig(rule("quick", 30_000))) {
      Thread me = Thread.currentThread();
      assertThatThrownBy(
              () ->
                  rig.call(
                      "quick",
                      () -> {
                        me.interrupt();
                        return sleepLong();
                      }))
          .isInstanceOf(InterruptedException.class);
      assertThat(rig.expired).isEmpty();
      assertThat(rig.control.rules().get(0).counts().failed()).isEqualTo(1);
      assertThat(rig.control.rules().get(0).counts().timedOut()).isZero();
    }
  }

  @Test
  @DisplayName("case 6: the parent's interrupt stays set when the child exits first")
  void childExitsFirst() {
    try (EngineRig rig = new EngineRig(rule("parent", 100), rule("child", 60_000))) {
      AtomicReference<Boolean> afterChild = new AtomicReference<>();
      assertThatThrownBy(
              () ->
                  rig.call(
                      "parent",
                      () -> {
                        rig.call(
                            "child",
                            () -> {
                              while (rig.expired.isEmpty()) {
                                Thread.onSpinWait();
                              }
                              return null;
                            });
                        afterChild.set(Thread.currentThread().isInterrupted());
                        return null;
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(afterChild.get()).as("flag after the child's exit").isTrue();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      await().until(() -> rig.ended.size() == 2);
      assertThat(rig.ended("child").status()).isEqualTo(TimeoutStatus.STOPPED);
    }
  }

  @Test
  @DisplayName("case 14: one blocked interrupt() delays no other call")
  void blockedInterrupt() throws Exception {
    try (EngineRig rig = new EngineRig(rule("stuck", 50), rule("other", 150))) {
      SlowToInterrupt stuck =
          new SlowToInterrupt(
              () -> {
                try {
                  rig.call("stuck", InterruptHygieneTest::sleepLong);
                } catch (Exception e) {
                  // its end
                }
              });
      stuck.start();
      stuck.interrupting.await();
      assertThatThrownBy(() -> rig.call("other", InterruptHygieneTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class);
      await().atMost(Duration.ofSeconds(5)).until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("other").status()).isEqualTo(TimeoutStatus.TIMEOUT);
      stuck.goOn.countDown();
      stuck.join();
    }
  }
}
