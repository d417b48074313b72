package dev.curfew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.ProcessStop;
import dev.curfew.api.Shield;
import dev.curfew.api.TimedCall;
import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutInfo;
import dev.curfew.api.TimeoutMode;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.TimeoutScope;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.api.Timeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("Calls that an application opens, while the agent runs")
@Timeout(60)
class ApiOnEngineTest {
  private static final TimeoutOptions MINUTE = TimeoutOptions.timeout(Duration.ofMinutes(1));
  private static final TimeoutOptions BRIEF = TimeoutOptions.timeout(Duration.ofMillis(100));

  private EngineRig rig;

  @BeforeEach
  void start() {
    System.setProperty("curfew.version", "test");
    rig = new EngineRig(EngineRig.rule("woven", 60_000));
  }

  @AfterEach
  void stop() {
    rig.close();
    System.clearProperty("curfew.version");
  }

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("a body in time returns its value, a checked exception keeps its type")
  void inTime() {
    assertThat(Timeouts.isEnforced()).isTrue();
    assertThat(Timeouts.<Integer, RuntimeException>call("job", MINUTE, () -> 42)).isEqualTo(42);
    assertThatThrownBy(
            () ->
                Timeouts.run(
                    "job",
                    MINUTE,
                    () -> {
                      throw new IOException("own");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("own");
  }

  @Test
  @DisplayName("a body that overruns is stopped as an entry method would be, and recorded")
  void overrun() {
    assertThatThrownBy(() -> Timeouts.call("job", BRIEF, ApiOnEngineTest::sleepLong))
        .isInstanceOf(TimeoutExceededException.class)
        .hasMessageContaining("job")
        .hasCauseInstanceOf(InterruptedException.class)
        .satisfies(
            e -> {
              TimeoutInfo info = ((TimeoutExceededException) e).info();
              assertThat(info.status()).isEqualTo(TimeoutStatus.TIMEOUT);
              assertThat(info.timeout()).isEqualTo(Duration.ofMillis(100));
              assertThat(info.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
              assertThat(info.timedOut()).isTrue();
            });
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    await().until(() -> !rig.ended.isEmpty());
    assertThat(rig.ended("job").status()).isEqualTo(TimeoutStatus.TIMEOUT);
  }

  @Test
  @DisplayName("calls of the API and entry methods make one hierarchy, with labels")
  void hierarchy() throws Exception {
    Timeouts.call(
        "benchmark",
        MINUTE.label("tpch"),
        () ->
            rig.call(
                "woven",
                () ->
                    Timeouts.call(
                        "command",
                        TimeoutOptions.inherited(),
                        () -> {
                          TimedCall current = Timeouts.current().orElseThrow();
                          assertThat(current.info().path())
                              .isEqualTo("benchmark(tpch) / woven / command");
                          assertThat(current.remaining().orElseThrow())
                              .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
                          assertThat(rig.timer("command").limitedBy()).isEqualTo("benchmark");
                          return null;
                        })));
  }

  @Test
  @DisplayName("a scope that was completed ends COMPLETED, one that was not CANCELLED")
  void scope() {
    TimeoutScope done = Timeouts.open("job", MINUTE);
    try (done) {
      assertThat(done.info().status()).isEqualTo(TimeoutStatus.ACTIVE);
      done.complete();
    }
    assertThat(done.info().status()).isEqualTo(TimeoutStatus.COMPLETED);
    assertThat(done.info().end()).isNotNull();

    TimeoutScope left = Timeouts.open("job", MINUTE);
    left.close();
    assertThat(left.info().status()).isEqualTo(TimeoutStatus.CANCELLED);
    assertThat(Timeouts.current()).isEmpty();
  }

  @Test
  @DisplayName(
      "closing a completed scope that ran out of time throws, one whose body threw does not")
  void overrunScope() {
    TimeoutScope swallowed = Timeouts.open("job", BRIEF);
    assertThatThrownBy(ApiOnEngineTest::sleepLong).isInstanceOf(InterruptedException.class);
    swallowed.complete();
    assertThatThrownBy(swallowed::close).isInstanceOf(TimeoutExceededException.class);
    assertThat(swallowed.info().status()).isEqualTo(TimeoutStatus.TIMEOUT);

    assertThatThrownBy(
            () -> {
              try (TimeoutScope scope = Timeouts.open("job", BRIEF)) {
                sleepLong();
                scope.complete();
              }
            })
        .isInstanceOf(InterruptedException.class)
        .hasNoSuppressedExceptions();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  @DisplayName("a scope is closed last in first out, by its own thread")
  void scopeDiscipline() throws Exception {
    TimeoutScope outer = Timeouts.open("outer", MINUTE);
    TimeoutScope inner = Timeouts.open("inner", MINUTE);
    assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
    ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    Thread other =
        new Thread(
            () -> {
              try {
                inner.close();
              } catch (IllegalStateException e) {
                thrown.add(e);
              }
            });
    other.start();
    other.join();
    assertThat(thrown).hasSize(1);
    inner.close();
    outer.close();
    outer.close();
    assertThat(Timeouts.current()).isEmpty();
  }

  @Test
  @DisplayName("the current call is extended, shortened and cancelled by its application")
  void changes() {
    Timeouts.<Void, RuntimeException>call(
        "job",
        MINUTE,
        () -> {
          TimedCall call = Timeouts.current().orElseThrow();
          assertThat(call.extend(Duration.ofMinutes(1))).isTrue();
          assertThat(call.info().timeout()).isEqualTo(Duration.ofMinutes(2));
          assertThat(call.shorten(Duration.ofSeconds(30))).isTrue();
          assertThat(call.remaining().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(30));
          assertThat(call.isTimedOut()).isFalse();
          assertThat(call.cancel()).isTrue();
          assertThat(call.remaining()).isEmpty();
          assertThat(call.cancel()).as("a second time").isFalse();
          return null;
        });
    await().until(() -> !rig.ended.isEmpty());
    assertThat(rig.ended("job").cancelledBy()).isEqualTo("application");
  }

  @Test
  @DisplayName("what a call was given goes into the record: data, heartbeat, partial result")
  void data() {
    assertThatThrownBy(
            () ->
                Timeouts.call(
                    "import",
                    TimeoutOptions.timeout(Duration.ofMillis(500)),
                    () -> {
                      TimedCall call = Timeouts.current().orElseThrow();
                      call.put("file", "a.csv");
                      call.put("sizes", List.of(1, 2L, Map.of("deep", true)));
                      call.heartbeat(Map.of("rows", 1000));
                      call.partialResult(() -> Map.of("imported", 1000));
                      assertThatThrownBy(() -> call.put("x", new Object()))
                          .isInstanceOf(IllegalArgumentException.class);
                      assertThat(call.put("large", "x".repeat(70_000))).isFalse();
                      return sleepLong();
                    }))
        .isInstanceOf(TimeoutExceededException.class);
    await().until(() -> !rig.ended.isEmpty() && !rig.partialResults.isEmpty());
    assertThat(rig.ended("import").data())
        .isEqualTo(Map.of("file", "a.csv", "sizes", List.of(1, 2L, Map.of("deep", true))));
    assertThat(rig.ended("import").lastHeartbeat()).isEqualTo(Map.of("rows", 1000));
    assertThat(rig.partialResults).containsExactly(Map.of("imported", 1000));
  }

  @Test
  @DisplayName("silence of a call that is to give heartbeats is a timeout, signs of life are not")
  void heartbeat() {
    TimeoutOptions options = MINUTE.heartbeat(Duration.ofMillis(400));
    assertThatThrownBy(() -> Timeouts.call("job", options, ApiOnEngineTest::sleepLong))
        .isInstanceOf(TimeoutExceededException.class)
        .hasMessageContaining("no heartbeat");

    Timeouts.<Void, RuntimeException>call(
        "job",
        options,
        () -> {
          TimedCall call = Timeouts.current().orElseThrow();
          long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
          await()
              .pollInterval(Duration.ofMillis(20))
              .until(() -> call.heartbeat() && System.nanoTime() > end);
          return null;
        });
  }

  @Test
  @DisplayName(
      "case 16: handlers run after the interrupt; one that throws and one that hangs keep no other"
          + " from running, the hung one is shown with its age")
  void handlers() {
    CountDownLatch letGo = new CountDownLatch(1);
    ConcurrentLinkedQueue<TimeoutInfo> told = new ConcurrentLinkedQueue<>();
    TimeoutOptions options =
        BRIEF.onTimeout(
            info -> {
              throw new AssertionError("a handler's own");
            });
    assertThatThrownBy(
            () ->
                Timeouts.call(
                    "job",
                    options,
                    () -> {
                      TimedCall call = Timeouts.current().orElseThrow();
                      call.onTimeout(info -> hang(letGo));
                      call.onTimeout(told::add);
                      return sleepLong();
                    }))
        .isInstanceOf(TimeoutExceededException.class);
    await().until(() -> told.size() == 1);
    assertThat(told.peek().timedOut()).isTrue();
    await().until(() -> rig.control.health().handlers().failed() == 1);
    await().until(() -> rig.control.health().handlers().oldestNanos() > 0);
    letGo.countDown();
    await().until(() -> rig.control.health().handlers().oldestNanos() == 0);
  }

  private static void hang(CountDownLatch letGo) {
    try {
      letGo.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("details of heartbeats are told at once, then once a second, and so is the end")
  void heartbeatLines() {
    Timeouts.<Void, RuntimeException>call(
        "job",
        MINUTE,
        () -> {
          TimedCall call = Timeouts.current().orElseThrow();
          call.put("file", "a.csv");
          long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
          int rows = 0;
          while (System.nanoTime() < end) {
            call.heartbeat(Map.of("rows", ++rows));
          }
          return null;
        });
    assertThat(rig.heartbeats).hasSizeBetween(2, 60);
    TimerReport first = rig.heartbeats.peek();
    assertThat(first.lastHeartbeat()).isEqualTo(Map.of("rows", 1));
    assertThat(first.data()).isEqualTo(Map.of("file", "a.csv"));
    await().until(() -> !rig.ended.isEmpty());
    assertThat(rig.ended("job").status()).isEqualTo(TimeoutStatus.COMPLETED);
  }

  @Test
  @DisplayName("a process is waited for as a call: in time with its exit code, or stopped")
  @DisabledOnOs(OS.WINDOWS)
  void process() throws Exception {
    Process quick = new ProcessBuilder("sh", "-c", "exit 3").start();
    ProcessStop ended = Timeouts.waitFor("quick", MINUTE, quick);
    assertThat(ended.how()).isEqualTo(ProcessStop.How.ENDED_BEFORE);
    assertThat(ended.exitCode()).isEqualTo(3);

    Process slow = new ProcessBuilder("sleep", "300").start();
    ProcessStop stopped = Timeouts.waitFor("slow", BRIEF, slow);
    assertThat(stopped.how()).isEqualTo(ProcessStop.How.TERMINATED);
    assertThat(stopped.exitCode()).isEqualTo(143);
    await().until(() -> !rig.ended.isEmpty());
    assertThat(rig.ended("slow").status()).isEqualTo(TimeoutStatus.TIMEOUT);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  @DisplayName("a process whose outer call runs out of time is stopped, and the outer call throws")
  @DisabledOnOs(OS.WINDOWS)
  void processInside() throws Exception {
    Process slow = new ProcessBuilder("sleep", "300").start();
    assertThatThrownBy(
            () -> Timeouts.call("outer", BRIEF, () -> Timeouts.waitFor("inner", MINUTE, slow)))
        .isInstanceOf(TimeoutExceededException.class)
        .hasCauseInstanceOf(InterruptedException.class)
        .hasMessageContaining("outer");
    assertThat(slow.isAlive()).isFalse();
  }

  @Test
  @DisplayName("a shield puts off the stop of its call and of those around it, until it is closed")
  void shield() {
    assertThatThrownBy(
            () ->
                Timeouts.call(
                    "outer",
                    BRIEF,
                    () ->
                        Timeouts.call(
                            "inner",
                            MINUTE,
                            () -> {
                              TimedCall call = Timeouts.current().orElseThrow();
                              try (Shield shield = call.shield(Duration.ofMinutes(1))) {
                                assertThat(shield.holds()).isTrue();
                                await().until(() -> !rig.overdue.isEmpty());
                                assertThat(rig.timer("outer").status())
                                    .isEqualTo(TimeoutStatus.OVERDUE);
                                assertThat(rig.expired).isEmpty();
                              }
                              return sleepLong();
                            })))
        .isInstanceOf(TimeoutExceededException.class)
        .hasMessageContaining("outer");
    await().until(() -> rig.ended.stream().anyMatch(r -> r.rule().equals("outer")));
    assertThat(rig.ended("outer").history())
        .extracting(StatusChange::status)
        .contains(TimeoutStatus.OVERDUE, TimeoutStatus.INTERRUPTING);
  }

  @Test
  @DisplayName("a shield holds no longer than it was asked for, and not when it comes too late")
  void shieldEnds() {
    assertThatThrownBy(
            () ->
                Timeouts.call(
                    "job",
                    BRIEF,
                    () -> {
                      TimedCall call = Timeouts.current().orElseThrow();
                      long begin = System.nanoTime();
                      Shield shield = call.shield(Duration.ofMillis(400));
                      try {
                        return sleepLong();
                      } finally {
                        assertThat(System.nanoTime() - begin).isGreaterThan(400_000_000L);
                        assertThat(call.shield(Duration.ofSeconds(1)).holds()).isFalse();
                        shield.close();
                      }
                    }))
        .isInstanceOf(TimeoutExceededException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> Timeouts.start("x", MINUTE).shield(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("an observed call is recorded and not touched")
  void observed() {
    Timeouts.<Void, RuntimeException>call(
        "job",
        BRIEF.mode(TimeoutMode.OBSERVE),
        () -> {
          await().until(() -> !rig.overdue.isEmpty());
          return null;
        });
    assertThat(rig.expired).isEmpty();
  }

  @Test
  @DisplayName("a call that allows force is of that mode, and others of its name are not")
  void force() {
    Timeouts.<Void, RuntimeException>call(
        "job",
        MINUTE,
        () -> {
          assertThat(rig.timer("job").effectiveMode()).isEqualTo("interrupt");
          return null;
        });
    Timeouts.<Void, RuntimeException>call(
        "job",
        MINUTE.mode(TimeoutMode.FORCE),
        () -> {
          assertThat(rig.timer("job").effectiveMode()).isEqualTo("force");
          return null;
        });
  }

  @Test
  @DisplayName("operators see a name like a rule, and switch it off")
  void operators() {
    Timeouts.<Void, RuntimeException>call(
        "job",
        MINUTE,
        () -> {
          assertThat(rig.timer("job").status()).isEqualTo(TimeoutStatus.ACTIVE);
          assertThat(
                  rig.control.disable(new Target.OfRule("job"), Origin.of("me")).outcome().isDone())
              .isTrue();
          assertThat(rig.timer("job").effectiveMode()).isEqualTo("observe");
          return null;
        });
    assertThat(rig.control.rules())
        .filteredOn(rule -> rule.name().equals("job"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.counts().calls()).isEqualTo(1));
  }

  @Test
  @DisplayName(
      "the watcher's pace follows the shortest timeout that the application asked for, at once")
  void pace() {
    long idle = Duration.ofMillis(100).toNanos();
    await().until(() -> rig.control.health().periodNanos() == idle); // nothing is open
    Timeouts.start("short", TimeoutOptions.timeout(Duration.ofMillis(200))).close();
    await().until(() -> rig.control.health().periodNanos() <= idle / 10);
    await()
        .during(Duration.ofMillis(1_500))
        .until(() -> rig.control.health().periodNanos() <= idle / 10);
  }

  @Test
  @DisplayName("a name that is not plain is refused")
  void names() {
    for (String name : new String[] {"", " a", "a/b", "a\nb"}) {
      assertThatThrownBy(() -> Timeouts.open(name, MINUTE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("plain");
    }
  }
}
