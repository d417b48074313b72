package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A configuration that the engine takes over")
@Timeout(60)
class ReconfigureTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static void take(EngineRig rig, @Nullable Duration outermost, Rule... rules) {
    Configuration next =
        new Configuration("test", List.of(rules), outermost, false, "unused", 1_000);
    assertThat(rig.engine.reconfigure(next, sites -> {})).isTrue();
  }

  private Future<?> hang(EngineRig rig, String rule) {
    Future<?> call =
        threads.submit(
            () ->
                rig.call(
                    rule,
                    () -> {
                      never.await();
                      return null;
                    }));
    await().until(() -> rig.lists(rule));
    return call;
  }

  private static void sleepUnder(EngineRig rig, String rule, long millis) throws Exception {
    Object unused =
        rig.call(
            rule,
            () -> {
              Thread.sleep(millis);
              return null;
            });
  }

  @Test
  @DisplayName("has its timeouts for calls that begin later; open calls keep theirs")
  void timeouts() throws Exception {
    try (EngineRig rig = new EngineRig(rule("a", 3_600_000))) {
      Future<?> open = hang(rig, "a");

      take(rig, null, rule("a", 50));

      assertThatThrownBy(() -> sleepUnder(rig, "a", 30_000))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(rig.timer("a").timeoutNanos()).isEqualTo(Duration.ofHours(1).toNanos());
      assertThat(open.isDone()).isFalse();
    }
  }

  @Test
  @DisplayName("lets open calls of a rule that it does not have run out by that rule")
  void removedRule() throws Exception {
    try (EngineRig rig = new EngineRig(rule("a", 600), rule("b", 1_000))) {
      Future<?> open = hang(rig, "a");

      take(rig, null, rule("b", 1_000));

      assertThat(rig.control.rules()).extracting(RuleView::name).containsExactly("b");
      assertThatThrownBy(open::get).hasCauseInstanceOf(TimeoutExceededException.class);
    }
  }

  @Test
  @DisplayName("leaves what operators have set, and the counters, of a rule that stays")
  void staysWithTheRule() throws Exception {
    try (EngineRig rig = new EngineRig(rule("a", 1_000))) {
      sleepUnder(rig, "a", 1);
      RuleSetting setting = new RuleSetting.Timeout(Duration.ofMillis(50));
      Origin ann = new Origin("ann", "");
      assertThat(rig.control.set("a", setting, ann).outcome()).isEqualTo(Answer.Outcome.SET);

      take(rig, null, rule("b", 5_000), rule("a", 7_000));

      assertThatThrownBy(() -> sleepUnder(rig, "a", 30_000))
          .isInstanceOf(TimeoutExceededException.class);
      RuleView a = rig.control.rules().get(1);
      assertThat(a.overrides())
          .singleElement()
          .satisfies(o -> assertThat(o.configured()).isEqualTo("7s"));
      assertThat(a.counts().calls()).isEqualTo(2);
      assertThat(a.counts().timedOut()).isOne();
      assertThat(rig.control.reset("a", ann).outcome()).isEqualTo(Answer.Outcome.RESET);
      assertThat(rig.control.rules().get(1).current().timeoutNanos())
          .isEqualTo(Duration.ofSeconds(7).toNanos());
    }
  }

  @Test
  @DisplayName("has its limit for outermost calls that begin later")
  void outermost() throws Exception {
    try (EngineRig rig = new EngineRig(Duration.ofHours(1), rule("a", 0))) {
      Future<?> open = hang(rig, "a");

      take(rig, Duration.ofMillis(50), rule("a", 0));

      assertThatThrownBy(() -> sleepUnder(rig, "a", 30_000))
          .isInstanceOf(TimeoutExceededException.class);
      assertThat(rig.timer("a").timeoutNanos()).isEqualTo(Duration.ofHours(1).toNanos());
      assertThat(open.isDone()).isFalse();
    }
  }

  @Test
  @DisplayName("keeps a rule's number, under which woven code counts its heartbeats")
  void heartbeats() {
    try (EngineRig rig = new EngineRig(rule("a", 1_000), rule("b", 1_000))) {
      Configuration next =
          new Configuration(
              "test",
              List.of(rule("c", 1_000), rule("b", 1_000), rule("a", 1_000)),
              null,
              false,
              "unused",
              1_000);

      assertThat(
              rig.engine.reconfigure(
                  next,
                  rules ->
                      assertThat(rules)
                          .extracting(ConfiguredRule::number)
                          .containsExactly(2, 1, 0)))
          .isTrue();
    }
  }
}
