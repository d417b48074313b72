package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("Calls that an application opens, while no agent runs")
@Timeout(60)
class LocalTest {
  private static final TimeoutOptions MINUTE = TimeoutOptions.timeout(Duration.ofMinutes(1));

  @Test
  @DisplayName("keep time, hierarchy and status, and stop nothing")
  void keepTime() {
    assertThat(Timeouts.isEnforced()).isFalse();
    String value =
        Timeouts.<String, RuntimeException>call(
            "outer",
            TimeoutOptions.timeout(Duration.ofMillis(20)),
            () ->
                Timeouts.call(
                    "inner",
                    MINUTE,
                    () -> {
                      TimedCall inner = Timeouts.current().orElseThrow();
                      assertThat(inner.info().path()).isEqualTo("outer / inner");
                      await().until(inner::isTimedOut);
                      assertThat(inner.info().status()).isEqualTo(TimeoutStatus.OVERDUE);
                      assertThat(inner.remaining()).contains(Duration.ZERO);
                      return "late";
                    }));
    assertThat(value).isEqualTo("late");
    assertThat(Timeouts.current()).isEmpty();
  }

  @Test
  @DisplayName("stop a process that was waited for in vain, and leave it alone when only observed")
  @DisabledOnOs(OS.WINDOWS)
  void process() throws Exception {
    Process slow = new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 300").start();
    TimeoutOptions brief =
        TimeoutOptions.timeout(Duration.ofMillis(300)).grace(Duration.ofMillis(200));
    ProcessStop stop = Timeouts.waitFor("slow", brief, slow);
    assertThat(slow.isAlive()).isFalse();
    assertThat(stop.how()).isIn(ProcessStop.How.TERMINATED, ProcessStop.How.KILLED);
    assertThat(stop.exitCode()).isNotNull();

    Process late = new ProcessBuilder("sleep", "1").start();
    TimeoutOptions observed =
        TimeoutOptions.timeout(Duration.ofMillis(50)).mode(TimeoutMode.OBSERVE);
    assertThat(Timeouts.waitFor("late", observed, late).exitCode()).isZero();
  }

  @Test
  @DisplayName("end as their bodies do")
  void ends() {
    TimeoutScope scope = Timeouts.open("job", MINUTE);
    scope.complete();
    scope.close();
    assertThat(scope.info().status()).isEqualTo(TimeoutStatus.COMPLETED);
    assertThat(scope.extend(Duration.ofSeconds(1))).isFalse();
    assertThat(scope.heartbeat()).isFalse();

    TimeoutScope left = Timeouts.open("job", MINUTE);
    left.close();
    assertThat(left.info().status()).isEqualTo(TimeoutStatus.CANCELLED);

    assertThatThrownBy(
            () ->
                Timeouts.run(
                    "job",
                    MINUTE,
                    () -> {
                      throw new IllegalStateException("own");
                    }))
        .hasMessage("own");
    assertThat(Timeouts.current()).isEmpty();
  }

  @Test
  @DisplayName("are closed last in first out")
  void discipline() {
    TimeoutScope outer = Timeouts.open("outer", MINUTE);
    TimeoutScope inner = Timeouts.open("inner", MINUTE);
    assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
    inner.close();
    outer.close();
    assertThat(outer.info().status()).isEqualTo(TimeoutStatus.CANCELLED);
  }

  @Test
  @DisplayName("are extended, shortened and cancelled")
  void changes() {
    TimedCall timer = Timeouts.start("job", MINUTE);
    assertThat(timer.extend(Duration.ofMinutes(1))).isTrue();
    assertThat(timer.remaining().orElseThrow()).isGreaterThan(Duration.ofSeconds(90));
    assertThat(timer.shorten(Duration.ofSeconds(10))).isTrue();
    assertThat(timer.remaining().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(timer.cancel()).isTrue();
    assertThat(timer.remaining()).isEmpty();
    assertThat(timer.put("key", "value")).isTrue();
    assertThat(timer.put("large", "x".repeat(70_000))).isFalse();
  }

  @Test
  @DisplayName("tell once of a timeout, on a thread of Curfew's")
  void handlers() {
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    TimedCall timer =
        Timeouts.start(
            "job",
            TimeoutOptions.timeout(Duration.ofMillis(30))
                .onTimeout(
                    info -> told.add(info.name() + " on " + Thread.currentThread().getName())));
    await().until(() -> !told.isEmpty());
    assertThat(told).containsExactly("job on curfew-handler");
    assertThat(timer.isTimedOut()).isTrue();
  }

  @Test
  @DisplayName("options refuse what makes no sense")
  void options() {
    assertThatThrownBy(() -> TimeoutOptions.timeout(Duration.ZERO)).hasMessageContaining("timeout");
    assertThatThrownBy(() -> MINUTE.grace(Duration.ofSeconds(-1))).hasMessageContaining("grace");
    assertThatThrownBy(() -> MINUTE.warnAt(1)).hasMessageContaining("warnAt");
    assertThatThrownBy(() -> MINUTE.heartbeat(Duration.ZERO)).hasMessageContaining("heartbeat");
  }
}
