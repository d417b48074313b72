package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.config.Mode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The engine's clock")
@Tag("race")
@Timeout(120)
class ClockFaultsTest {
  private final FaultyClock clock = new FaultyClock();

  private EngineRig rig(long timeoutMillis) {
    EngineRig.Parts parts =
        new EngineRig.Parts() {
          @Override
          EngineClock clock() {
            return clock;
          }
        };
    return new EngineRig(parts, rule("slow", timeoutMillis));
  }

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("jumps a day ahead: open calls expire, and later ones have their time")
  void jump() throws Exception {
    try (EngineRig rig = rig(60_000)) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        await().until(() -> rig.lists("slow"));
                        clock.jump(1, TimeUnit.DAYS);
                        return sleepLong();
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      rig.call(
          "slow",
          () -> {
            assertThat(rig.timer("slow").remainingNanos()).isGreaterThan(0);
            return null;
          });
      assertThat(rig.control.health().healthy()).isTrue();
    }
  }

  @Test
  @DisplayName("jumps with a stall: a call gets back no more than its own timeout in all")
  void stall() throws Exception {
    EngineRig.Parts parts =
        new EngineRig.Parts() {
          @Override
          EngineClock clock() {
            return clock;
          }
        };
    long timeout = TimeUnit.MINUTES.toNanos(1);
    try (EngineRig rig = new EngineRig(parts, rule("slow", 60_000, Mode.OBSERVE, 0))) {
      rig.call(
          "slow",
          () -> {
            await().until(() -> rig.lists("slow"));
            rig.engine.answer(
                () -> {
                  long from = clock.now();
                  clock.jump(5, TimeUnit.MINUTES);
                  rig.engine.stalled(from, clock.now());
                  return true;
                });
            TimerView timer = rig.timer("slow");
            assertThat(timer.elapsedNanos()).isGreaterThanOrEqualTo(5 * timeout);
            assertThat(timer.uncountedNanos()).isEqualTo(timeout);
            await().until(() -> rig.timer("slow").status() == TimeoutStatus.OVERDUE);
            return null;
          });
      assertThat(rig.overdue.peek().uncountedNanos()).isEqualTo(timeout);
    }
  }

  @Test
  @DisplayName("stands still: nothing expires, operators are answered; it goes on: calls expire")
  void standsStill() {
    try (EngineRig rig = rig(200)) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        clock.standStill();
                        long left = rig.timer("slow").remainingNanos();
                        long real = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600);
                        await().until(() -> System.nanoTime() > real);
                        assertThat(rig.timer("slow").remainingNanos()).isEqualTo(left);
                        assertThat(rig.expired).isEmpty();
                        clock.goOn();
                        return sleepLong();
                      }))
          .isInstanceOf(TimeoutExceededException.class);
    }
  }

  @Test
  @DisplayName(
      "case 18: the wall clock moves by an hour either way: nothing changes for live calls")
  void wallClock() {
    try (EngineRig rig = rig(700)) {
      long begin = System.nanoTime();
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        await().until(() -> rig.lists("slow"));
                        clock.moveWallClock(1, TimeUnit.HOURS);
                        assertThat(rig.timer("slow").remainingNanos()).isPositive();
                        clock.moveWallClock(-2, TimeUnit.HOURS);
                        return sleepLong();
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(700_000_000L);
    }
  }
}
