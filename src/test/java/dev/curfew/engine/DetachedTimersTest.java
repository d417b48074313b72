package dev.curfew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.DetachedTimer;
import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutInfo;
import dev.curfew.api.TimeoutManager;
import dev.curfew.api.TimeoutMode;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.TimeoutScope;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.api.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Timers without a thread, while the agent runs")
@Timeout(60)
class DetachedTimersTest {
  private static final TimeoutOptions MINUTE = TimeoutOptions.timeout(Duration.ofMinutes(1));
  private static final TimeoutOptions BRIEF = TimeoutOptions.timeout(Duration.ofMillis(100));

  private final TimeoutManager manager = new TimeoutManager();
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

  private static TimeoutStatus status(DetachedTimer timer) {
    return timer.info().status();
  }

  @Test
  @DisplayName("are listed with their path and what remains, and with no thread")
  void listed() {
    manager.start("tpch", MINUTE);
    manager.start("tpch/load", TimeoutOptions.inherited().label("lineitem"));

    TimerView load = rig.timer("load");
    assertThat(load.path()).isEqualTo("tpch / load(lineitem)");
    assertThat(load.threadId()).isZero();
    assertThat(load.threadName()).isEmpty();
    assertThat(load.virtual()).isFalse();
    assertThat(load.status()).isEqualTo(TimeoutStatus.ACTIVE);
    assertThat(load.limitedBy()).isEqualTo("tpch");
    assertThat(load.remainingNanos()).isBetween(1L, Duration.ofMinutes(1).toNanos());
    assertThat(rig.control.openCalls()).isEqualTo(2);
    assertThat(rig.control.stacks()).allSatisfy(s -> assertThat(s.stack()).isEmpty());
  }

  @Test
  @DisplayName("end COMPLETED, or CANCELLED when they are closed, once, and are not listed then")
  void ends() {
    DetachedTimer done = Timeouts.start("done", MINUTE);
    assertThat(done.complete()).isTrue();
    assertThat(done.complete()).as("a second time").isFalse();
    done.close();
    assertThat(status(done)).isEqualTo(TimeoutStatus.COMPLETED);
    assertThat(done.info().end()).isNotNull();

    DetachedTimer listed = Timeouts.start("listed", MINUTE);
    assertThat(rig.lists("listed")).isTrue();
    assertThat(listed.complete()).isTrue();
    assertThat(status(listed)).isEqualTo(TimeoutStatus.COMPLETED);

    DetachedTimer left = Timeouts.start("left", MINUTE);
    left.close();
    assertThat(status(left)).isEqualTo(TimeoutStatus.CANCELLED);
    assertThat(rig.control.timers()).isEmpty();
    assertThat(rig.ended("left").cancelledBy()).isEqualTo("application");
  }

  @Test
  @DisplayName(
      "that run out of time are TIMEOUT, with warning, record and handler, and no interrupt")
  void timeout() {
    ConcurrentLinkedQueue<TimeoutInfo> told = new ConcurrentLinkedQueue<>();
    DetachedTimer timer = Timeouts.start("job", BRIEF.onTimeout(told::add));
    timer.put("file", "a.csv");

    await().until(() -> !rig.ended.isEmpty() && !told.isEmpty());
    assertThat(rig.warned).hasSize(1);
    assertThat(rig.expired).hasSize(1);
    TimerReport ended = rig.ended("job");
    assertThat(ended.status()).isEqualTo(TimeoutStatus.TIMEOUT);
    assertThat(ended.reason()).isEqualTo("deadline");
    assertThat(ended.data()).isEqualTo(Map.of("file", "a.csv"));
    assertThat(ended.elapsedNanos()).isGreaterThanOrEqualTo(100_000_000);
    assertThat(told.peek().status()).isEqualTo(TimeoutStatus.TIMEOUT);
    assertThat(timer.isTimedOut()).isTrue();
    assertThat(timer.info().end()).isNotNull();
    assertThat(timer.complete()).isFalse();
    assertThat(timer.extend(Duration.ofMinutes(1))).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(rig.lists("job")).isFalse();
    assertThat(rig.engine.timers().all()).isEmpty();
  }

  @Test
  @DisplayName("inside one that runs out of time are STOPPED, however deep")
  void parentTimesOut() {
    manager.start("a", BRIEF);
    manager.start("a/b", MINUTE);
    manager.start("a/b/c", MINUTE);
    DetachedTimer other = Timeouts.start("other", MINUTE);

    await().until(() -> rig.ended.size() == 3);
    assertThat(rig.ended("a").status()).isEqualTo(TimeoutStatus.TIMEOUT);
    assertThat(rig.ended("b").status()).isEqualTo(TimeoutStatus.STOPPED);
    assertThat(rig.ended("c").status()).isEqualTo(TimeoutStatus.STOPPED);
    assertThat(rig.ended("c").blamed()).isEqualTo(rig.ended("a").id());
    assertThat(manager.isTimedOut("a/b/c")).isTrue();
    assertThat(manager.remaining("a/b/c")).isZero();
    assertThat(manager.start("a/late", MINUTE).isTimedOut()).as("too late").isTrue();
    assertThat(status(other)).isEqualTo(TimeoutStatus.ACTIVE);
  }

  @Test
  @DisplayName("inside one that is cancelled are CANCELLED, and the record says by whom")
  void parentIsCancelled() {
    manager.start("a", MINUTE);
    DetachedTimer inner = (DetachedTimer) manager.start("a/b", MINUTE);
    manager.cancel("a");

    assertThat(status(inner)).isEqualTo(TimeoutStatus.CANCELLED);
    await().until(() -> rig.ended.size() == 2);
    assertThat(rig.ended("b").cancelledBy()).isEqualTo("parent");
    assertThat(rig.ended("a").cancelledBy()).isEqualTo("application");
    assertThat(rig.control.timers()).isEmpty();
  }

  @Test
  @DisplayName("are extended, paused, disabled, cancelled and expired by operators")
  void operators() {
    DetachedTimer timer = Timeouts.start("job", MINUTE);
    long id = rig.timer("job").id();
    Origin me = Origin.of("me");
    Target target = new Target.OfTimer(id);
    long hour = Duration.ofHours(1).toNanos();

    assertThat(rig.control.extendTimers(List.of(id), hour, me).get(0).outcome().isDone()).isTrue();
    assertThat(timer.remaining().orElseThrow()).isGreaterThan(Duration.ofHours(1));
    assertThat(rig.control.pause(target, me).outcome().isDone()).isTrue();
    assertThat(rig.timer("job").paused()).isTrue();
    assertThat(rig.control.resume(target, me).outcome().isDone()).isTrue();
    assertThat(rig.control.disable(target, me).outcome().isDone()).isTrue();
    assertThat(rig.timer("job").effectiveMode()).isEqualTo("observe");
    assertThat(rig.control.cancelTimers(List.of(id), me).get(0).outcome().isDone()).isTrue();
    assertThat(timer.remaining()).isEmpty();
    assertThat(rig.control.expireCalls(List.of(id), me).get(0).outcome().isDone()).isTrue();

    await().until(() -> !rig.ended.isEmpty());
    assertThat(rig.ended("job").reason()).isEqualTo("operator");
    assertThat(status(timer)).isEqualTo(TimeoutStatus.TIMEOUT);
  }

  private static void sleepLong() throws InterruptedException {
    Thread.sleep(Duration.ofMinutes(2).toMillis());
  }

  @Test
  @DisplayName("interrupt the threads that work for them, whose scopes are STOPPED")
  void attached() throws Exception {
    DetachedTimer timer = Timeouts.start("job", MINUTE);
    ConcurrentLinkedQueue<Thread> flagged = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    List<Thread> workers = new ArrayList<>();
    for (String name : new String[] {"reader", "writer"}) {
      workers.add(new Thread(() -> work(timer, name, thrown, flagged)));
    }
    workers.forEach(Thread::start);
    await()
        .until(
            () -> rig.control.timers().stream().filter(t -> t.rule().equals("step")).count() == 2);
    timer.shorten(Duration.ofMillis(50));

    for (Thread worker : workers) {
      worker.join();
    }

    assertThat(thrown).hasSize(2).allMatch(t -> t instanceof InterruptedException);
    assertThat(flagged).as("the interrupt goes with the scope").isEmpty();
    await().until(() -> rig.ended.size() == 5);
    assertThat(rig.ended("job").status()).isEqualTo(TimeoutStatus.TIMEOUT);
    for (String name : new String[] {"reader", "writer"}) {
      TimerReport ended = rig.ended(name);
      assertThat(ended.status()).isEqualTo(TimeoutStatus.STOPPED);
      assertThat(ended.path()).isEqualTo("job / " + name);
    }
    assertThat(rig.ended)
        .filteredOn(e -> e.rule().equals("step"))
        .extracting(TimerReport::path, TimerReport::status)
        .containsExactlyInAnyOrder(
            tuple("job / reader / step", TimeoutStatus.STOPPED),
            tuple("job / writer / step", TimeoutStatus.STOPPED));
    assertThat(rig.stopped).as("each is told of once").hasSize(4);
    assertThat(rig.expired).hasSize(1);
  }

  private static void work(
      DetachedTimer timer,
      String name,
      ConcurrentLinkedQueue<Throwable> thrown,
      ConcurrentLinkedQueue<Thread> flagged) {
    try (TimeoutScope scope = timer.attach(name, TimeoutOptions.inherited())) {
      Timeouts.run("step", TimeoutOptions.inherited(), DetachedTimersTest::sleepLong);
      scope.complete();
    } catch (InterruptedException e) {
      thrown.add(e);
    }
    if (Thread.currentThread().isInterrupted()) {
      flagged.add(Thread.currentThread());
    }
  }

  @Test
  @DisplayName("limit the threads that work for them, and leave them alone when they end in time")
  void attachedInTime() {
    DetachedTimer timer = Timeouts.start("job", MINUTE);
    try (TimeoutScope scope = timer.attach("worker", TimeoutOptions.inherited())) {
      assertThat(Timeouts.current().orElseThrow().remaining().orElseThrow())
          .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
      TimerView view = rig.timer("worker");
      assertThat(view.limitedBy()).isEqualTo("job");
      assertThat(view.parentId()).isEqualTo(rig.timer("job").id());
      assertThat(timer.complete()).isTrue();
      assertThat(scope.remaining()).as("nobody limits it any more").isEmpty();
      scope.complete();
    }
    assertThatThrownBy(() -> timer.attach("late", TimeoutOptions.inherited()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("COMPLETED");
    assertThat(Timeouts.current()).isEmpty();
  }

  @Test
  @DisplayName("stop a thread's own part at its own limit, and go on")
  void attachedPart() {
    DetachedTimer timer = Timeouts.start("job", MINUTE);
    assertThatThrownBy(
            () -> {
              try (TimeoutScope scope = timer.attach("part", BRIEF)) {
                assertThatThrownBy(DetachedTimersTest::sleepLong)
                    .isInstanceOf(InterruptedException.class);
                scope.complete();
              }
            })
        .isInstanceOf(TimeoutExceededException.class)
        .hasMessageContaining("job / part");
    assertThat(status(timer)).isEqualTo(TimeoutStatus.ACTIVE);
    timer.close();
  }

  @Test
  @DisplayName("that are observed are OVERDUE, and end when the application ends them")
  void observed() {
    DetachedTimer timer = Timeouts.start("job", BRIEF.mode(TimeoutMode.OBSERVE));
    await().until(() -> !rig.overdue.isEmpty());
    assertThat(timer.isTimedOut()).isTrue();
    assertThat(timer.complete()).isTrue();
    assertThat(status(timer)).isEqualTo(TimeoutStatus.COMPLETED);
  }

  @Test
  @DisplayName("run out of time by silence, unless a heartbeat comes")
  void heartbeat() {
    TimeoutOptions options = MINUTE.heartbeat(Duration.ofMillis(300));
    DetachedTimer silent = Timeouts.start("silent", options);
    DetachedTimer beating = Timeouts.start("beating", options);
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> beating.heartbeat() && !rig.expired.isEmpty());
    assertThat(silent.isTimedOut()).isTrue();
    assertThat(rig.expired.peek().reason()).isEqualTo("heartbeat");
    assertThat(status(beating)).isEqualTo(TimeoutStatus.ACTIVE);
  }

  @Test
  @DisplayName(
      "and an application that ends one meet its deadline: exactly one of them has ended it")
  void race() {
    List<DetachedTimer> completed = new ArrayList<>();
    TimeoutOptions soon = TimeoutOptions.timeout(Duration.ofMillis(20)).withoutWarning();
    int started = 0;
    for (; started < 300; started++) {
      DetachedTimer timer = Timeouts.start("job", soon);
      long end = System.nanoTime() + 19_000_000 + started * 10_000L;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      if (timer.complete()) {
        completed.add(timer);
      }
    }
    int timeouts = started - completed.size();
    await().until(() -> rig.expired.size() == timeouts);
    await().until(() -> rig.engine.timers().all().isEmpty());
    assertThat(completed).allSatisfy(t -> assertThat(t.isTimedOut()).isFalse());
  }

  @Test
  @DisplayName("are many: 100,000 are started and ended by several threads while others run out")
  void many() throws Exception {
    ConcurrentLinkedQueue<DetachedTimer> live = new ConcurrentLinkedQueue<>();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 25_000; n++) {
                  live.add(Timeouts.start("job", MINUTE));
                }
              });
      threads[i].start();
    }
    for (Thread t : threads) {
      t.join();
    }
    // on another JDK all tests share a JVM, and calls that one has left open count too
    await().until(() -> rig.control.openCalls() >= 100_000);
    DetachedTimer brief = Timeouts.start("brief", BRIEF);
    await().until(brief::isTimedOut);
    assertThat(rig.control.health().healthy()).isTrue();

    live.parallelStream().forEach(DetachedTimer::complete);
    await().until(() -> !rig.lists("job"));
    assertThat(live).allSatisfy(t -> assertThat(status(t)).isEqualTo(TimeoutStatus.COMPLETED));
  }

  @Test
  @DisplayName("that were ended no longer count as open, and the others do")
  void counted() {
    List<DetachedTimer> timers = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      timers.add(Timeouts.start("job", MINUTE));
    }
    await().until(() -> rig.control.openCalls() == 4_000);

    timers.subList(0, 3_000).forEach(DetachedTimer::complete);

    // each time half of them have ended, the watcher goes through all
    await().until(() -> rig.control.openCalls() <= 2_000);
    assertThat(rig.control.openCalls()).isGreaterThanOrEqualTo(1_000);
    assertThat(rig.control.timers()).hasSize(1_000);
  }

  @Test
  @DisplayName("that were begun before the agent came stay the API's own, and so do those inside")
  void before() {
    System.clearProperty("curfew.version");
    rig.close(); // the agent does not run
    manager.start("old", MINUTE);
    DetachedTimer single = Timeouts.start("single", MINUTE);
    System.setProperty("curfew.version", "test");
    rig = new EngineRig(EngineRig.rule("woven", 60_000));

    manager.start("old/inner", MINUTE);
    manager.start("new", MINUTE);
    assertThat(rig.control.timers()).extracting(TimerView::rule).containsExactly("new");
    assertThat(manager.complete("old")).isTrue();
    assertThat(single.complete()).isTrue();
    assertThatThrownBy(() -> manager.start("new", MINUTE))
        .isInstanceOf(IllegalStateException.class);
  }
}
