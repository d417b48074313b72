package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("case 25: a watcher that is killed by an error")
@Tag("race")
@Timeout(120)
class WatcherFaultsTest {
  /** The claim is 2 s; a machine that others use may need more. */
  private static final Duration SOON = Duration.ofSeconds(20);

  @ParameterizedTest(name = "in {0}")
  @ValueSource(
      strings = {
        "Watcher.step",
        "Engine.run",
        "LineScan.scan",
        "LineScan.stamp",
        "ScopeWheel.advance",
        "Deadlines.due",
        "Timer.change"
      })
  @DisplayName("of a platform thread's open call is replaced, and the call expires")
  void onPlatformThread(String place) throws Exception {
    openCallOutlivesFaultIn(place);
  }

  @Test
  @DisplayName("by a command is replaced, and the command is not tried again")
  void inCommand() {
    try (EngineRig rig = new EngineRig(rule("slow", 700))) {
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
                        await().atMost(SOON).until(() -> successions(rig) == 1);
                        new CountDownLatch(1).await();
                        return null;
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(successions(rig)).isEqualTo(1);
    }
  }

  /** On virtual threads: the wheel has the call in its hand. */
  @EnabledForJreRange(min = JRE.JAVA_21)
  @ExtendWith(OnVirtualThread.class)
  @ParameterizedTest(name = "in {0}")
  @ValueSource(strings = {"ScopeWheel.place", "ScopeWheel.advance", "ScopeWheel.drain"})
  @DisplayName("with a virtual thread's call in its hand is replaced, and the call expires")
  void onVirtualThread(String place) throws Exception {
    openCallOutlivesFaultIn(place);
  }

  private static long successions(EngineRig rig) {
    return rig.engine.watcher().successions();
  }

  /** As long as the fault lasts each successor dies of it too. */
  private static void openCallOutlivesFaultIn(String place) throws Exception {
    FaultyClock clock = new FaultyClock();
    EngineRig.Parts parts =
        new EngineRig.Parts() {
          @Override
          EngineClock clock() {
            return clock;
          }
        };
    try (EngineRig rig = new EngineRig(parts, rule("slow", 700))) {
      await().atMost(SOON).until(() -> rig.control.health().healthy());
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        clock.failIn(place);
                        await().atMost(SOON).until(() -> successions(rig) > 0);
                        assertThat(rig.engine.watcher().isHealthy()).isFalse();
                        assertThat(rig.call("slow", () -> "calls go on")).isEqualTo("calls go on");
                        clock.work();
                        await().atMost(SOON).until(() -> rig.control.health().healthy());
                        new CountDownLatch(1).await();
                        return null;
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(rig.control.health().lastFailure()).contains("injected into " + place);
      await().until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("slow").status()).isEqualTo(TimeoutStatus.TIMEOUT);
    }
  }

  @Test
  @DisplayName("between the verdict and the interrupt is replaced, and the interrupt is sent")
  void betweenVerdictAndInterrupt() {
    AtomicBoolean failed = new AtomicBoolean();
    EngineRig.Parts parts = new FailingFirstInterrupt(failed);
    try (EngineRig rig = new EngineRig(parts, rule("slow", 50))) {
      assertThatThrownBy(() -> rig.call("slow", WatcherFaultsTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(failed).isTrue();
    }
  }

  @Test
  @DisplayName("by a listener that throws is replaced, and other calls expire")
  void byListener() {
    AtomicBoolean failed = new AtomicBoolean();
    EngineRig.Parts parts =
        new EngineRig.Parts() {
          @Override
          TimerListener listener(TimerListener collector) {
            return new ThrowingListener(failed);
          }
        };
    try (EngineRig rig = new EngineRig(parts, rule("slow", 50))) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> rig.call("slow", WatcherFaultsTest::sleepLong))
            .isInstanceOf(TimeoutExceededException.class);
      }
      await().atMost(SOON).until(failed::get);
      await().atMost(SOON).until(() -> rig.control.health().healthy());
    }
  }

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }
}
