package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.Timeouts;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Whoever listens to the engine")
@Timeout(120)
class EventsTest {
  private static final Origin ANN = new Origin("ann", "the bank is slow");

  private final Heard heard = new Heard();

  /** By it the API knows that there is an agent. */
  @BeforeEach
  void isThere() {
    System.setProperty("curfew.version", "test");
  }

  @AfterEach
  void isGone() {
    System.clearProperty("curfew.version");
  }

  private EngineRig rig(Rule... rules) {
    EngineRig rig = new EngineRig(rules);
    rig.control.listen(heard);
    return rig;
  }

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("hears who extended or cancelled a timer, and why")
  void commands() throws Exception {
    try (EngineRig rig = rig(rule("job", 60_000))) {
      rig.call(
          "job",
          () -> {
            long id = rig.timer("job").id();
            rig.control.extendTimer(id, Duration.ofSeconds(30).toNanos(), ANN);
            return rig.control.cancelTimer(id, ANN);
          });

      await().until(() -> heard.events.contains("ended job CANCELLED"));
      assertThat(heard.events)
          .containsExactly(
              "extended job PT30S by ann: the bank is slow",
              "cancelled job by ann: the bank is slow",
              "ended job CANCELLED");
    }
  }

  @Test
  @DisplayName("hears who disabled, enabled, paused or resumed a single timer, and why")
  void switches() throws Exception {
    try (EngineRig rig = rig(rule("job", 60_000))) {
      Object unused =
          rig.call(
              "job",
              () -> {
                Target timer = new Target.OfTimer(rig.timer("job").id());
                rig.control.disable(timer, ANN);
                rig.control.enable(timer, Origin.of("bob"));
                rig.control.pause(timer, ANN);
                return rig.control.resume(timer, ANN);
              });

      assertThat(heard.events)
          .containsExactly(
              "DISABLED job by ann: the bank is slow",
              "ENABLED job by bob",
              "PAUSED job by ann: the bank is slow",
              "RESUMED job by ann: the bank is slow");
    }
  }

  @Test
  @DisplayName("hears that the application did")
  void application() throws Exception {
    try (EngineRig rig = rig(rule("job", 60_000))) {
      rig.call(
          "job",
          () -> {
            Timeouts.current().orElseThrow().extend(Duration.ofSeconds(30));
            Timeouts.current().orElseThrow().cancel();
            return null;
          });

      assertThat(heard.events)
          .startsWith("extended job PT30S by application", "cancelled job by application");
    }
  }

  @Test
  @DisplayName("hears of the calls that are stopped with another, after that one")
  void stopped() {
    try (EngineRig rig = rig(rule("outer", 200), rule("inner", 60_000))) {
      assertThatThrownBy(() -> rig.call("outer", () -> rig.call("inner", EventsTest::sleepLong)))
          .isInstanceOf(TimeoutExceededException.class);

      await().until(() -> heard.events.contains("stopped inner GRACE"));
      assertThat(heard.events)
          .containsSubsequence("warned outer", "expired outer GRACE", "stopped inner GRACE");
      assertThat(heard.events).doesNotContain("stopped outer GRACE", "expired inner GRACE");
    }
  }

  @Test
  @DisplayName("hears of every change of a rule")
  void rules() {
    try (EngineRig rig = rig(rule("job", 60_000))) {
      rig.control.disable(new Target.All(), ANN);
      rig.control.enable(new Target.All(), Origin.of("bob"));
      rig.control.disable(new Target.OfRule("job"), ANN);
      rig.control.enable(new Target.OfRule("job"), ANN);
      rig.control.pause(new Target.OfRule("job"), ANN);
      rig.control.resume(new Target.All(), ANN);
      rig.control.set("job", new RuleSetting.Timeout(Duration.ofSeconds(5)), ANN);
      rig.control.set("job", new RuleSetting.ModeSetting(Mode.OBSERVE), ANN);
      rig.control.reset("job", ANN);

      assertThat(heard.events)
          .containsExactly(
              " enabled false by ann: the bank is slow",
              " enabled true by bob",
              "job enabled false by ann: the bank is slow",
              "job enabled true by ann: the bank is slow",
              "job paused true by ann: the bank is slow",
              " paused false by ann: the bank is slow",
              "job timeout 5s by ann: the bank is slow",
              "job mode observe by ann: the bank is slow",
              "job reset 2 by ann: the bank is slow",
              "job mode interrupt by ann: the bank is slow");
    }
  }

  @Test
  @DisplayName("is told of everything: none of the listener's methods stops at the default")
  void everything() {
    assertThat(TimerListener.class.getDeclaredMethods())
        .allSatisfy(
            method ->
                assertThat(Listeners.class.getDeclaredMethods())
                    .extracting(Method::getName)
                    .contains(method.getName()));
  }

  @Test
  @DisplayName("hears that the application has given a new name")
  void newName() throws Exception {
    try (EngineRig rig = rig(rule("job", 60_000))) {
      Timeouts.run(
          "report",
          TimeoutOptions.timeout(Duration.ofMinutes(1)),
          () -> await().until(() -> heard.events.contains("rules added")));

      assertThat(rig.control.rules()).extracting(RuleView::name).contains("report");
      assertThat(heard.events).containsOnlyOnce("rules added");
    }
  }

  @Test
  @DisplayName("misses what it throws at, and costs neither the others nor the watcher anything")
  void throwing() {
    try (EngineRig rig = new EngineRig(rule("job", 100))) {
      AtomicBoolean told = new AtomicBoolean();
      rig.control.listen(new ThrowingListener(told));
      rig.control.listen(heard);

      assertThatThrownBy(() -> rig.call("job", EventsTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class);

      await().until(() -> heard.events.contains("ended job TIMEOUT"));
      assertThat(told).isTrue();
      assertThat(rig.control.health().successions()).isZero();
    }
  }

  @Test
  @DisplayName("can see in the health how late deadlines were noticed, the last and the worst")
  void lateness() throws Exception {
    long most = Duration.ofSeconds(60).toNanos();
    try (EngineRig rig = EngineRig.withoutWatcher(rule("job", 50, Mode.OBSERVE, 0))) {
      assertThat(rig.control.health().worstLatenessNanos()).isZero();

      long late = noticedAfter(rig, 350);
      HealthView health = rig.control.health();
      assertThat(health.lastLatenessNanos()).isBetween(Duration.ofMillis(300).toNanos(), late);
      assertThat(health.worstLatenessNanos()).isEqualTo(health.lastLatenessNanos());

      noticedAfter(rig, 60);
      assertThat(rig.control.health().lastLatenessNanos()).isBetween(1L, most);
      assertThat(rig.control.health().worstLatenessNanos())
          .isGreaterThanOrEqualTo(health.worstLatenessNanos());
    }
  }

  /** A call that is looked at when it begins, and then not for so long. */
  private static long noticedAfter(EngineRig rig, long millis) throws Exception {
    return rig.call(
        "job",
        () -> {
          long begin = System.nanoTime();
          rig.engine.run(true);
          Thread.sleep(millis); // what the test is about: nobody looks for so long
          rig.engine.run(true);
          return System.nanoTime() - begin;
        });
  }
}
