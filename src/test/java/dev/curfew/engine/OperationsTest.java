package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.Answer.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What operators may do to timers")
@Timeout(120)
class OperationsTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("a listed timer says what runs, on which thread, and how much time is left")
  void list() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      rig.call(
          "job",
          () -> {
            await().until(() -> rig.lists("job"));
            TimerView t = rig.timer("job");
            assertThat(t.threadId()).isEqualTo(Thread.currentThread().getId());
            assertThat(t.status()).isEqualTo(TimeoutStatus.ACTIVE);
            assertThat(t.timeoutNanos()).isEqualTo(MINUTE);
            assertThat(t.remainingNanos() + t.elapsedNanos()).isEqualTo(MINUTE);
            assertThat(t.limitedBy()).isEqualTo("job");
            return null;
          });
      await().until(() -> !rig.lists("job"));
    }
  }

  @Test
  @DisplayName(
      "a cancelled timer's call runs on, and its end is recorded as CANCELLED by an operator")
  void cancel() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 400))) {
      rig.call(
          "job",
          () -> {
            Answer answer = rig.control.cancelTimer(rig.timer("job").id(), Origin.of("me"));
            assertThat(answer.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(answer.text()).contains("without a limit").contains("expire");
            assertThat(rig.timer("job").remainingNanos()).isEqualTo(TimerView.NONE);
            long end = System.nanoTime() + Duration.ofMillis(600).toNanos();
            await().until(() -> System.nanoTime() > end);
            return null;
          });
      await().until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("job").status()).isEqualTo(TimeoutStatus.CANCELLED);
      assertThat(rig.ended("job").cancelledBy()).isEqualTo("operator");
      assertThat(rig.expired).isEmpty();
    }
  }

  @Test
  @DisplayName("an expired call is stopped now, and the record says OPERATOR")
  void expire() {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      Thread me = Thread.currentThread();
      Thread operator =
          new Thread(
              () -> {
                await().until(() -> rig.lists("job") && me.getState() != Thread.State.RUNNABLE);
                assertThat(rig.control.expireCall(rig.timer("job").id(), Origin.of("me")).outcome())
                    .isEqualTo(Outcome.EXPIRED);
              });
      operator.start();
      assertThatThrownBy(() -> rig.call("job", OperationsTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class);
      await().until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("job").reason()).isEqualTo("operator");
      assertThat(rig.ended("job").status()).isEqualTo(TimeoutStatus.TIMEOUT);
    }
  }

  @Test
  @DisplayName("case 7: extending the parent extends the child at once; limitedBy follows")
  void liveInheritance() throws Exception {
    try (EngineRig rig = new EngineRig(rule("parent", 60_000), rule("child", 90_000))) {
      rig.call(
          "parent",
          () ->
              rig.call(
                  "child",
                  () -> {
                    assertThat(rig.timer("child").limitedBy()).isEqualTo("parent");
                    assertThat(rig.timer("child").remainingNanos()).isLessThanOrEqualTo(MINUTE);
                    Answer answer =
                        rig.control.extendTimer(rig.timer("parent").id(), MINUTE, Origin.of("me"));
                    assertThat(answer.outcome()).isEqualTo(Outcome.EXTENDED);
                    assertThat(rig.timer("child").remainingNanos()).isGreaterThan(MINUTE);
                    assertThat(rig.timer("child").limitedBy()).isEqualTo("child");
                    return null;
                  }));
    }
  }

  @Test
  @DisplayName(
      "case 21: while disabled nothing is stopped; enabled again it is, after the re-arm grace")
  void disable() {
    try (EngineRig rig = new EngineRig(rule("job", 100))) {
      assertThat(rig.control.disable(new Target.All(), Origin.of("me")).outcome())
          .isEqualTo(Outcome.DISABLED);
      assertThat(rig.control.enabled()).isFalse();
      long[] enabledAt = new long[1];
      assertThatThrownBy(
              () ->
                  rig.call(
                      "job",
                      () -> {
                        await().until(() -> !rig.overdue.isEmpty());
                        assertThat(rig.timer("job").status()).isEqualTo(TimeoutStatus.OVERDUE);
                        assertThat(rig.timer("job").effectiveMode()).isEqualTo("observe");
                        assertThat(rig.timer("job").mode()).isEqualTo("interrupt");
                        enabledAt[0] = System.nanoTime();
                        assertThat(rig.control.enable(new Target.All(), Origin.of("me")).outcome())
                            .isEqualTo(Outcome.ENABLED);
                        return sleepLong();
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(System.nanoTime() - enabledAt[0]).isGreaterThanOrEqualTo(Deadlines.REARM_GRACE);
    }
  }

  @Test
  @DisplayName("expire stops a call also while all is disabled")
  void expireWhileDisabled() {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      rig.control.disable(new Target.All(), Origin.of("me"));
      assertThatThrownBy(
              () ->
                  rig.call(
                      "job",
                      () -> {
                        long id = rig.timer("job").id();
                        assertThat(rig.control.expireCall(id, Origin.of("me")).outcome())
                            .isEqualTo(Outcome.EXPIRED);
                        return sleepLong();
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(rig.control.enabled()).isFalse();
      await().until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("job").reason()).isEqualTo("operator");
    }
  }

  @Test
  @DisplayName("a rule and a timer can be disabled by themselves")
  void disableOne() throws Exception {
    try (EngineRig rig = new EngineRig(rule("one", 100), rule("two", 60_000))) {
      assertThat(rig.control.disable(new Target.OfRule("one"), Origin.of("me")).outcome().isDone())
          .isTrue();
      rig.call(
          "one",
          () -> {
            await().until(() -> !rig.overdue.isEmpty());
            return null;
          });
      rig.call(
          "two",
          () -> {
            long id = rig.timer("two").id();
            assertThat(rig.control.disable(new Target.OfTimer(id), Origin.of("me")).outcome())
                .isEqualTo(Outcome.DISABLED);
            assertThat(rig.timer("two").effectiveMode()).isEqualTo("observe");
            assertThat(rig.control.enable(new Target.OfTimer(id), Origin.of("me")).outcome())
                .isEqualTo(Outcome.ENABLED);
            assertThat(rig.timer("two").effectiveMode()).isEqualTo("interrupt");
            return null;
          });
      assertThat(rig.expired).isEmpty();
    }
  }

  @Test
  @DisplayName("what does not exist is answered so, with what there is")
  void unknown() {
    try (EngineRig rig = new EngineRig(rule("job", 100))) {
      assertThat(rig.control.cancelTimer(4711, Origin.of("me")).outcome())
          .isEqualTo(Outcome.NO_SUCH_TIMER);
      assertThat(rig.control.extendTimer(4711, 1, Origin.of("me")).outcome())
          .isEqualTo(Outcome.NO_SUCH_TIMER);
      assertThat(rig.control.expireCall(4711, Origin.of("me")).outcome())
          .isEqualTo(Outcome.NO_SUCH_TIMER);
      Answer answer = rig.control.disable(new Target.OfRule("jib"), Origin.of("me"));
      assertThat(answer.outcome()).isEqualTo(Outcome.NO_SUCH_RULE);
      assertThat(answer.text()).contains("job");
    }
  }
}
