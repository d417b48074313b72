package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.enforce.FewThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Enforcers that hang, or that there is no thread for")
@Tag("race")
@Timeout(120)
class EnforcerFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Enforcers beyond these are not started. */
  private static final int LIMIT = 64;

  private final List<SlowToInterrupt> stuck = new ArrayList<>();

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  private static EngineRig.Parts with(FewThreads threads) {
    return new EngineRig.Parts() {
      @Override
      Enforcement enforcement(Enforcement.Outcomes outcomes, IntFunction<Site> sites) {
        return threads.enforcers(outcomes, sites);
      }
    };
  }

  private void callThatSticks(EngineRig rig) {
    SlowToInterrupt thread = new SlowToInterrupt(() -> callQuietly(rig));
    stuck.add(thread);
    thread.start();
  }

  private static void callQuietly(EngineRig rig) {
    try {
      rig.call("stuck", EnforcerFaultsTest::sleepLong);
    } catch (Exception e) {
      // its end
    }
  }

  private void letGo() throws InterruptedException {
    for (SlowToInterrupt thread : stuck) {
      thread.goOn.countDown();
    }
    for (SlowToInterrupt thread : stuck) {
      thread.join();
    }
  }

  @Test
  @DisplayName("case 17: no thread can be made at expiry: those that exist send every interrupt")
  void noNewThreads() {
    FewThreads threads = new FewThreads(2);
    try (EngineRig rig = new EngineRig(with(threads), rule("slow", 20))) {
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> rig.call("slow", EnforcerFaultsTest::sleepLong))
            .isInstanceOf(TimeoutExceededException.class);
      }
      assertThat(rig.control.health().healthy()).isTrue();
    }
  }

  @Test
  @DisplayName("case 17: one enforcer hangs and none can be made: the spare sends the interrupts")
  void spare() throws Exception {
    FewThreads threads = new FewThreads(2);
    try (EngineRig rig = new EngineRig(with(threads), rule("stuck", 20), rule("slow", 20))) {
      callThatSticks(rig);
      stuck.get(0).interrupting.await();
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> rig.call("slow", EnforcerFaultsTest::sleepLong))
            .isInstanceOf(TimeoutExceededException.class);
      }
      assertThat(threads.refused()).isPositive();
      letGo();
    }
  }

  @Test
  @DisplayName("both enforcers hang and none can be made: the interrupt is sent when one is free")
  void noneLeft() throws Exception {
    FewThreads threads = new FewThreads(2);
    try (EngineRig rig = new EngineRig(with(threads), rule("stuck", 20), rule("slow", 20))) {
      callThatSticks(rig);
      callThatSticks(rig);
      stuck.get(0).interrupting.await();
      stuck.get(1).interrupting.await();
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        assertThat(rig.control.health().enforcersBusy()).isEqualTo(2);
                        assertThat(rig.control.health().healthy()).isTrue();
                        stuck.get(0).goOn.countDown();
                        return sleepLong();
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      letGo();
    }
  }

  @Test
  @DisplayName("all enforcers hang: the watcher goes on, operators are answered, acts wait")
  void allHang() throws Exception {
    try (EngineRig rig = new EngineRig(rule("stuck", 20), rule("slow", 20))) {
      for (int i = 0; i < LIMIT; i++) {
        callThatSticks(rig);
      }
      for (SlowToInterrupt thread : stuck) {
        thread.interrupting.await();
      }
      AtomicInteger waiting = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        await().atMost(SOON).until(() -> rig.timer("slow").id() > 0);
                        waiting.set(rig.control.health().enforcersBusy());
                        assertThat(rig.control.health().healthy()).isTrue();
                        assertThat(Thread.currentThread().isInterrupted()).isFalse();
                        stuck.get(0).goOn.countDown();
                        return sleepLong();
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(waiting).hasValue(LIMIT);
      letGo();
      await().atMost(SOON).until(() -> rig.control.health().enforcersBusy() == 0);
    }
  }
}
