package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.bridge.CurfewBridge;
import dev.curfew.config.LateResult;
import dev.curfew.config.Mode;
import dev.curfew.engine.Answer.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What a rule may have beside its timeout")
@Timeout(60)
class LimitsTest {

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  private static void untilPassed(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    await().until(() -> System.nanoTime() > end);
  }

  @Test
  @DisplayName("silence for longer than the heartbeat's timeout is TIMEOUT with reason HEARTBEAT")
  void silence() {
    try (EngineRig rig = new EngineRig(rule("import", 60_000, Options.heartbeat(200)))) {
      assertThatThrownBy(() -> rig.call("import", LimitsTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class)
          .hasMessageContaining("no heartbeat for 0.2 s");
      await().until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("import").reason()).isEqualTo("heartbeat");
    }
  }

  @Test
  @DisplayName("a call that gives heartbeats lives, and its deadline does not move")
  void heartbeats() {
    try (EngineRig rig = new EngineRig(rule("import", 1_500, Options.heartbeat(700)))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "import",
                      () -> {
                        while (!Thread.currentThread().isInterrupted()) {
                          rig.beat("import");
                        }
                        return null;
                      }))
          .isInstanceOf(TimeoutExceededException.class)
          .hasMessageContaining("ran out of time");
      await().until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("import").reason()).isEqualTo("deadline");
    }
  }

  @Test
  @DisplayName("a cancelled timer asks for no heartbeat any more")
  void cancelledWithHeartbeat() throws Exception {
    try (EngineRig rig = new EngineRig(rule("import", 60_000, Options.heartbeat(300)))) {
      rig.call(
          "import",
          () -> {
            rig.control.cancelTimer(rig.timer("import").id(), Origin.of("me"));
            untilPassed(500);
            return null;
          });
      assertThat(rig.expired).isEmpty();
    }
  }

  @Test
  @DisplayName("late-result return lets the value of a body through that swallowed the stop")
  void lateResult() throws Exception {
    try (EngineRig rig = new EngineRig(rule("slow", 50, Options.lateResult(LateResult.RETURN)))) {
      String value =
          rig.call(
              "slow",
              () -> {
                try {
                  sleepLong();
                  return "in time";
                } catch (InterruptedException e) {
                  return "late";
                }
              });
      assertThat(value).isEqualTo("late");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      await().until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("slow").reason()).isEqualTo("deadline");
    }
  }

  @Test
  @DisplayName("late-result return does not hide that the body failed")
  void lateFailure() {
    try (EngineRig rig = new EngineRig(rule("slow", 50, Options.lateResult(LateResult.RETURN)))) {
      assertThatThrownBy(() -> rig.call("slow", LimitsTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class);
    }
  }

  @Test
  @DisplayName("a rule whose fuse blows only observes, loudly, until it is enabled")
  void fuse() throws Exception {
    try (EngineRig rig = new EngineRig(rule("flaky", 40, Options.fuse("2/1m")))) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> rig.call("flaky", LimitsTest::sleepLong))
            .isInstanceOf(TimeoutExceededException.class);
      }
      await().until(() -> rig.blownFuses.contains("flaky"));
      assertThat(rig.control.rules().get(0).effectiveMode()).isEqualTo("observe");
      assertThat(rig.control.rules().get(0).fuseBlownAt()).isNotNull();
      rig.call(
          "flaky",
          () -> {
            await().until(() -> !rig.overdue.isEmpty());
            return null;
          });

      rig.control.enable(new Target.OfRule("flaky"), Origin.of("me"));

      assertThat(rig.control.rules().get(0).effectiveMode()).isEqualTo("interrupt");
      assertThat(rig.control.rules().get(0).fuseBlownAt()).isNull();
    }
  }

  @Test
  @DisplayName("an exact call's time counts from its entry, not from when the watcher saw it")
  void exact() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 600_000, Options.exact()))) {
      untilPassed(1_500); // by now the watcher comes by ten times a second only
      long before = System.nanoTime();
      rig.call(
          "job",
          true,
          null,
          () -> {
            long after = System.nanoTime();
            untilPassed(20);
            long asked = System.nanoTime();
            long elapsed = rig.timer("job").elapsedNanos();
            assertThat(elapsed).isBetween(asked - after, System.nanoTime() - before);
            return null;
          });
    }
  }

  /** As the API asks. */
  private static boolean shorten(long nanos) {
    Object current = CurfewBridge.ask("current", null, null);
    return Boolean.TRUE.equals(CurfewBridge.ask("shorten", current, nanos));
  }

  @Test
  @DisplayName("a call may shorten its own time, and never lengthen it")
  void shorten() {
    try (EngineRig rig = new EngineRig(rule("request", 60_000))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "request",
                      () -> {
                        assertThat(shorten(TimeUnit.HOURS.toNanos(1))).isTrue();
                        assertThat(rig.timer("request").timeoutNanos())
                            .isEqualTo(TimeUnit.MINUTES.toNanos(1));
                        assertThat(shorten(TimeUnit.MILLISECONDS.toNanos(100))).isTrue();
                        return sleepLong();
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(shorten(1)).as("no call is open").isFalse();
    }
  }

  @Test
  @DisplayName(
      "a live change is for calls that begin later, stands beside what is configured, and"
          + " goes with reset")
  void liveChange() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      rig.call(
          "job",
          () -> {
            await().until(() -> rig.lists("job"));
            Answer answer =
                rig.control.set(
                    "job", new RuleSetting.Timeout(Duration.ofHours(1)), Origin.of("me"));
            assertThat(answer.outcome()).isEqualTo(Outcome.SET);
            assertThat(rig.timer("job").timeoutNanos()).isEqualTo(TimeUnit.MINUTES.toNanos(1));
            return null;
          });
      rig.call(
          "job",
          () -> {
            assertThat(rig.timer("job").timeoutNanos()).isEqualTo(TimeUnit.HOURS.toNanos(1));
            return null;
          });
      LiveOverride shown = rig.control.rules().get(0).overrides().get(0);
      assertThat(shown.key()).isEqualTo("timeout");
      assertThat(shown.value()).isEqualTo("1h");
      assertThat(shown.configured()).isEqualTo("1m");
      assertThat(shown.origin()).isEqualTo(Origin.of("me"));

      assertThat(rig.control.reset("job", Origin.of("me")).outcome()).isEqualTo(Outcome.RESET);

      assertThat(rig.control.rules().get(0).overrides()).isEmpty();
      rig.call(
          "job",
          () -> {
            assertThat(rig.timer("job").timeoutNanos()).isEqualTo(TimeUnit.MINUTES.toNanos(1));
            return null;
          });
    }
  }

  @Test
  @DisplayName("a call that nobody has looked at keeps the limit that held when it began")
  void liveChangeOfUnseen() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      rig.call(
          "job",
          () -> {
            await().until(() -> rig.control.openCalls() == 1); // stamped, without a timer
            rig.control.set("job", new RuleSetting.Timeout(Duration.ofMillis(10)), Origin.of("me"));
            untilPassed(200);
            assertThat(rig.timer("job").timeoutNanos()).isEqualTo(TimeUnit.MINUTES.toNanos(1));
            return null;
          });
    }
  }

  @Test
  @DisplayName("a mode that is set holds at once, also for open calls, beside the configured one")
  void liveMode() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 400))) {
      rig.control.set("job", new RuleSetting.ModeSetting(Mode.OBSERVE), Origin.of("me"));
      rig.call(
          "job",
          () -> {
            await().until(() -> !rig.overdue.isEmpty());
            return null;
          });
      RuleView view = rig.control.rules().get(0);
      assertThat(view.configured().mode()).isEqualTo("interrupt");
      assertThat(view.effectiveMode()).isEqualTo("observe");
      assertThat(rig.expired).isEmpty();
    }
  }
}
