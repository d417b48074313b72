package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.Answer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Time that counts, and time that does not")
@Timeout(60)
class TimeTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static void untilPassed(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    await().until(() -> System.nanoTime() > end);
  }

  static Stream<Target> wholes() {
    return Stream.of(new Target.All(), new Target.OfRule("job"));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  @DisplayName("case 21: while all or its rule is paused a call keeps the time it has left")
  void pause(Target target) throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 600))) {
      rig.call(
          "job",
          () -> {
            await().until(() -> rig.lists("job"));
            assertThat(rig.control.pause(target, Origin.of("me")).outcome())
                .isEqualTo(Outcome.PAUSED);
            long left = rig.timer("job").remainingNanos();
            untilPassed(1_000);
            TimerView paused = rig.timer("job");
            assertThat(paused.paused()).isTrue();
            assertThat(paused.remainingNanos()).isEqualTo(left);
            assertThat(rig.control.resume(target, Origin.of("me")).outcome())
                .isEqualTo(Outcome.RESUMED);
            assertThat(rig.timer("job").paused()).isFalse();
            assertThat(rig.timer("job").uncountedNanos()).isGreaterThan(SECOND - SECOND / 100);
            return null;
          });
      assertThat(rig.expired).isEmpty();
    }
  }

  @Test
  @DisplayName("a paused timer keeps its time while another call of its rule runs out of its own")
  void pauseTimer() throws Exception {
    try (EngineRig rig = new EngineRig(rule("outer", 400), rule("inner", 300))) {
      rig.call(
          "outer",
          () -> {
            await().until(() -> rig.lists("outer"));
            Target outer = new Target.OfTimer(rig.timer("outer").id());
            assertThat(rig.control.pause(outer, Origin.of("me")).outcome())
                .isEqualTo(Outcome.PAUSED);
            assertThatThrownBy(
                    () -> rig.call("inner", () -> new CountDownLatch(1).await(9, TimeUnit.SECONDS)))
                .isInstanceOf(TimeoutExceededException.class);
            untilPassed(300);
            assertThat(rig.timer("outer").remainingNanos()).isPositive();
            rig.control.resume(outer, Origin.of("me"));
            return null;
          });
      assertThat(rig.expired).extracting(TimerReport::rule).containsExactly("inner");
    }
  }

  @Test
  @DisplayName("after a resume nothing is stopped for five seconds, then it is")
  void rearmAfterResume() {
    try (EngineRig rig = new EngineRig(rule("job", 300))) {
      long[] resumedAt = new long[1];
      assertThatThrownBy(
              () ->
                  rig.call(
                      "job",
                      () -> {
                        rig.control.pause(new Target.All(), Origin.of("me"));
                        rig.control.resume(new Target.All(), Origin.of("me"));
                        resumedAt[0] = System.nanoTime();
                        return new CountDownLatch(1).await(30, TimeUnit.SECONDS);
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(System.nanoTime() - resumedAt[0]).isGreaterThan(5 * SECOND - SECOND / 10);
    }
  }

  @Test
  @DisplayName("a stall of the process is given back")
  void stall() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      rig.call(
          "job",
          () -> {
            await().until(() -> rig.lists("job"));
            long before = rig.timer("job").remainingNanos();
            untilPassed(300);
            EngineClock clock = rig.engine.clock();
            rig.engine
                .commands()
                .add(() -> rig.engine.stalled(clock.now() - SECOND / 4, clock.now()));
            await().until(() -> !rig.stalls.isEmpty());
            TimerView after = rig.timer("job");
            assertThat(after.uncountedNanos()).isBetween(SECOND / 4, SECOND / 4 + SECOND / 100);
            assertThat(after.remainingNanos()).isLessThan(before);
            assertThat(after.remainingNanos() + after.elapsedNanos() - after.uncountedNanos())
                .isEqualTo(60 * SECOND);
            return null;
          });
      assertThat(rig.control.health().stalls()).isEqualTo(1);
      assertThat(rig.control.health().stalledNanos()).isGreaterThanOrEqualTo(SECOND / 4);
    }
  }

  @Test
  @DisplayName(
      "when many calls are due in one pass they are looked at once more before they are"
          + " stopped")
  void massExpiry() throws Exception {
    try (EngineRig rig = EngineRig.withoutWatcher(rule("job", 100))) {
      CountDownLatch end = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Thread t = new Thread(() -> holdCall(rig, end));
        t.start();
        threads.add(t);
      }
      await()
          .until(
              () -> {
                rig.engine.run(true);
                return rig.engine.openCalls() == 6;
              });
      untilPassed(150);

      rig.engine.run(true);
      assertThat(statuses(rig)).hasSize(6).doesNotContain(TimeoutStatus.INTERRUPTING);
      rig.engine.run(true);
      assertThat(statuses(rig)).hasSize(6).containsOnly(TimeoutStatus.INTERRUPTING);

      end.countDown();
      for (Thread t : threads) {
        t.join();
      }
    }
  }

  private static List<TimeoutStatus> statuses(EngineRig rig) {
    return rig.engine.timers().all().stream().map(t -> t.status).toList();
  }

  private static void holdCall(EngineRig rig, CountDownLatch end) {
    try {
      rig.call(
          "job",
          () -> {
            while (end.getCount() > 0) {
              Thread.onSpinWait();
            }
            return null;
          });
    } catch (Exception e) {
      // the timeout, or what the interrupt did
    }
  }
}
