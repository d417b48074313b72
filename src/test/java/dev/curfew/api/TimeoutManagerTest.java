package dev.curfew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Timers that a system steers by name")
class TimeoutManagerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final TimeoutManager manager = new TimeoutManager(clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static TimeoutOptions seconds(long seconds) {
    return TimeoutOptions.timeout(Duration.ofSeconds(seconds));
  }

  @Test
  @DisplayName("have their time, and are found by their path")
  void time() {
    manager.start("tpch", seconds(10));
    pass(SECOND.multipliedBy(4));

    assertThat(manager.remaining("tpch")).isEqualTo(SECOND.multipliedBy(6));
    TimeoutInfo info = manager.find("tpch").orElseThrow();
    assertThat(info.elapsed()).isEqualTo(SECOND.multipliedBy(4));
    assertThat(info.status()).isEqualTo(TimeoutStatus.ACTIVE);
    assertThat(TimeoutInfo.fromMap(info.toMap())).isEqualTo(info);

    pass(SECOND.multipliedBy(4));
    assertThat(manager.find("tpch").orElseThrow().status()).isEqualTo(TimeoutStatus.WARNED);
    pass(SECOND.multipliedBy(2));
    assertThat(manager.isTimedOut("tpch")).isTrue();
    assertThat(manager.remaining("tpch")).isZero();
  }

  @Test
  @DisplayName("inside another one are over when that is")
  void parents() {
    manager.start("tpch", seconds(10));
    manager.start("tpch/load", seconds(60));
    TimedCall copy = manager.start("tpch/load/copy", TimeoutOptions.inherited());

    assertThat(manager.remaining("tpch/load/copy")).isEqualTo(SECOND.multipliedBy(10));
    assertThat(copy.info().path()).isEqualTo("tpch / load / copy");
    pass(SECOND.multipliedBy(10));
    assertThat(manager.isTimedOut("tpch/load/copy")).isTrue();
  }

  @Test
  @DisplayName("end with the one around them")
  void stopped() {
    manager.start("tpch", seconds(10));
    TimedCall load = manager.start("tpch/load", seconds(60));

    assertThat(manager.cancel("tpch")).isTrue();

    assertThat(load.info().status()).isEqualTo(TimeoutStatus.CANCELLED);
    assertThat(manager.timers()).isEmpty();
    assertThat(manager.find("tpch/load")).isEmpty();
  }

  @Test
  @DisplayName("that ended late are TIMEOUT, others COMPLETED; a name can be started again then")
  void ends() {
    TimedCall first = manager.start("job", seconds(1));
    assertThat(manager.complete("job")).isTrue();
    assertThat(first.info().status()).isEqualTo(TimeoutStatus.COMPLETED);

    TimedCall second = manager.start("job", seconds(1));
    pass(SECOND);
    assertThat(manager.complete("job")).isTrue();
    assertThat(second.info().status()).isEqualTo(TimeoutStatus.TIMEOUT);
    assertThat(manager.complete("job")).as("not live any more").isFalse();
  }

  @Test
  @DisplayName("are told apart from ones that are live, and unknown ones have no time")
  void names() {
    manager.start("job", seconds(1));
    assertThatThrownBy(() -> manager.start("job", seconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("live already");
    assertThatThrownBy(() -> manager.start("nobody/x", seconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
    assertThat(manager.remaining("nobody")).isZero();
    assertThat(manager.isTimedOut("nobody")).isFalse();
    assertThat(manager.heartbeat("nobody")).isFalse();
  }

  @Test
  @DisplayName("are over by silence, unless a heartbeat comes")
  void heartbeats() {
    manager.start("job", seconds(60).heartbeat(SECOND.multipliedBy(5)));
    pass(SECOND.multipliedBy(4));
    assertThat(manager.heartbeat("job")).isTrue();
    pass(SECOND.multipliedBy(4));
    assertThat(manager.isTimedOut("job")).isFalse();
    pass(SECOND);
    assertThat(manager.isTimedOut("job")).isTrue();
  }

  @Test
  @DisplayName("are started by many threads at once, each name by one of them")
  void threads() throws Exception {
    AtomicInteger started = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread t = new Thread(() -> startAll(started));
      t.start();
      threads.add(t);
    }
    for (Thread t : threads) {
      t.join();
    }
    assertThat(started).hasValue(100);
    assertThat(manager.timers()).hasSize(100);
  }

  private void startAll(AtomicInteger started) {
    for (int n = 0; n < 100; n++) {
      try {
        manager.start("job-" + n, seconds(1));
        started.incrementAndGet();
      } catch (IllegalStateException e) {
        // another thread was first
      }
    }
  }
}
