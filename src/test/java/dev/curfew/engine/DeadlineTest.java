package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.config.Mode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("At, before and after the deadline")
@Timeout(60)
class DeadlineTest {

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("a call in time returns its value and leaves no trace")
  void inTime() throws Exception {
    try (EngineRig rig = new EngineRig(rule("quick", 10_000))) {
      assertThat(rig.call("quick", () -> 42)).isEqualTo(42);
      assertThat(rig.expired).isEmpty();
      assertThat(rig.control.rules().get(0).counts().calls()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName(
      "a call that sleeps past its deadline is interrupted and throws the timeout with its cause")
  void timesOut() {
    try (EngineRig rig = new EngineRig(rule("slow", 2_000))) {
      assertThatThrownBy(() -> rig.call("slow", DeadlineTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class)
          .hasMessageContaining("slow")
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      await().until(() -> !rig.ended.isEmpty());
      TimerReport record = rig.ended("slow");
      assertThat(record.status()).isEqualTo(TimeoutStatus.TIMEOUT);
      assertThat(record.reason()).isEqualTo("deadline");
      assertThat(record.history().stream().map(StatusChange::status))
          .containsExactly(
              TimeoutStatus.ACTIVE,
              TimeoutStatus.WARNED,
              TimeoutStatus.INTERRUPTING,
              TimeoutStatus.GRACE,
              TimeoutStatus.TIMEOUT);
      assertThat(record.stackAtWarning()).isNotEmpty();
      assertThat(record.stackAtExpiry()).isNotEmpty();
      assertThat(record.elapsedNanos()).isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
      assertThat(rig.control.rules().get(0).counts().timedOut()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("case 12: a body that swallows the stop and returns still throws the timeout")
  void swallowed() {
    try (EngineRig rig = new EngineRig(rule("slow", 50))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        try {
                          return sleepLong();
                        } catch (InterruptedException e) {
                          return null;
                        }
                      }))
          .isInstanceOf(TimeoutExceededException.class)
          .hasNoCause();
    }
  }

  static Stream<Throwable> ends() {
    return Stream.of(
        new IOException("checked"), new IllegalStateException("unchecked"), new Error("error"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  @DisplayName("case 13: whatever the body of a timed-out call throws, what leaves it is unchecked")
  void checkedSafety(Throwable end) {
    try (EngineRig rig = new EngineRig(rule("slow", 50))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "slow",
                      () -> {
                        try {
                          return sleepLong();
                        } catch (InterruptedException e) {
                          throw sneaky(end);
                        }
                      }))
          .isInstanceOf(TimeoutExceededException.class)
          .isInstanceOf(RuntimeException.class)
          .hasCause(end);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // throws what it is given
  private static <E extends Throwable> RuntimeException sneaky(Throwable t) throws E {
    throw (E) t;
  }

  @Test
  @DisplayName("an exception in time passes unchanged and counts as a failure")
  void failure() {
    try (EngineRig rig = new EngineRig(rule("quick", 10_000))) {
      IOException own = new IOException("own");
      assertThatThrownBy(
              () ->
                  rig.call(
                      "quick",
                      () -> {
                        throw own;
                      }))
          .isSameAs(own);
      assertThat(rig.control.rules().get(0).counts().failed()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("mode observe records the overrun and touches nothing")
  void observe() throws Exception {
    try (EngineRig rig = new EngineRig(rule("watched", 50, Mode.OBSERVE, 1000))) {
      String result =
          rig.call(
              "watched",
              () -> {
                await().until(() -> !rig.overdue.isEmpty());
                assertThat(rig.timer("watched").status()).isEqualTo(TimeoutStatus.OVERDUE);
                return "mine";
              });
      assertThat(result).isEqualTo("mine");
      assertThat(rig.expired).isEmpty();
      assertThat(rig.control.rules().get(0).counts().overdue()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName(
      "case 9: a call that ignores its interrupt is abandoned after its grace and recovered at its end")
  void abandoned() {
    try (EngineRig rig = new EngineRig(rule("deaf", 50, Mode.INTERRUPT, 100))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "deaf",
                      () -> {
                        while (rig.abandoned.isEmpty()) {
                          Thread.onSpinWait();
                        }
                        return null;
                      }))
          .isInstanceOf(TimeoutExceededException.class);
      await().until(() -> !rig.ended.isEmpty());
      TimerReport record = rig.ended("deaf");
      assertThat(record.status()).isEqualTo(TimeoutStatus.TIMEOUT);
      assertThat(record.recovered()).isTrue();
      assertThat(record.stackAtGraceEnd()).isNotEmpty();
    }
  }

  @Test
  @DisplayName(
      "case 5: parent and child run out together: one TIMEOUT, one STOPPED, the parent is blamed")
  void blame() {
    try (EngineRig rig = new EngineRig(rule("parent", 150), rule("child", 10_000))) {
      assertThatThrownBy(() -> rig.call("parent", () -> rig.call("child", DeadlineTest::sleepLong)))
          .isInstanceOf(TimeoutExceededException.class)
          .hasMessageContaining("parent")
          .hasCauseInstanceOf(InterruptedException.class);
      await().until(() -> rig.ended.size() == 2);
      assertThat(rig.ended("parent").status()).isEqualTo(TimeoutStatus.TIMEOUT);
      TimerReport child = rig.ended("child");
      assertThat(child.status()).isEqualTo(TimeoutStatus.STOPPED);
      assertThat(child.path()).isEqualTo("parent / child");
      assertThat(child.blamed()).isEqualTo(rig.ended("parent").id());
    }
  }

  @Test
  @DisplayName(
      "a call without a timeout of its own has its parent's deadline, an outermost one the default")
  void inherited() {
    try (EngineRig rig =
        new EngineRig(Duration.ofSeconds(20), rule("outer", 60_000), rule("inner", 0))) {
      AtomicBoolean looked = new AtomicBoolean();
      assertThatThrownBy(
              () ->
                  rig.call(
                      "outer",
                      () ->
                          rig.call(
                              "inner",
                              () -> {
                                TimerView inner = rig.timer("inner");
                                assertThat(inner.limitedBy()).isEqualTo("outer");
                                assertThat(inner.path()).isEqualTo("outer / inner");
                                assertThat(inner.remainingNanos())
                                    .isGreaterThan(Duration.ofSeconds(30).toNanos());
                                looked.set(true);
                                throw new IOException("done");
                              })))
          .isInstanceOf(IOException.class);
      assertThat(looked).isTrue();
      assertThatThrownBy(
              () ->
                  rig.call(
                      "inner",
                      () -> {
                        assertThat(rig.timer("inner").remainingNanos())
                            .isLessThanOrEqualTo(Duration.ofSeconds(20).toNanos());
                        throw new IOException("done");
                      }))
          .isInstanceOf(IOException.class);
    }
  }
}
