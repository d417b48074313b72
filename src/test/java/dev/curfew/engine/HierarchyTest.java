package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.config.Mode;
import dev.curfew.config.TimeoutOverride;
import dev.curfew.engine.Answer.Outcome;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Calls inside calls")
@Timeout(60)
class HierarchyTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName(
      "case 5: a loop that retries its child after each timeout of it ends, because the child has"
          + " none of its own")
  void retryLoopEnds() {
    AtomicInteger tries = new AtomicInteger();
    try (EngineRig rig = new EngineRig(rule("parent", 200), rule("child", 10_000))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "parent",
                      () -> {
                        while (true) {
                          try {
                            tries.incrementAndGet();
                            return rig.call("child", HierarchyTest::sleepLong);
                          } catch (TimeoutExceededException e) {
                            // try again
                          }
                        }
                      }))
          .isInstanceOf(TimeoutExceededException.class)
          .hasMessageContaining("parent");
      assertThat(tries).hasValue(1);
    }
  }

  @Test
  @DisplayName(
      "case 7: extending the parent extends the child at the next read, until the child's own limit"
          + " is the smaller one")
  void liveInheritance() throws Exception {
    try (EngineRig rig =
        new EngineRig(
            Duration.ofHours(1), rule("parent", 60_000), rule("child", 90_000), rule("leaf", 0))) {
      rig.call(
          "parent",
          () ->
              rig.call(
                  "child",
                  () ->
                      rig.call(
                          "leaf",
                          () -> {
                            TimerView before = rig.timer("leaf");
                            assertThat(before.limitedBy()).isEqualTo("parent");
                            assertThat(before.remainingNanos()).isLessThanOrEqualTo(MINUTE);

                            rig.control.extendTimer(
                                rig.timer("parent").id(), MINUTE, Origin.of("me"));

                            TimerView after = rig.timer("leaf");
                            assertThat(after.limitedBy()).isEqualTo("child");
                            assertThat(after.remainingNanos())
                                .isBetween(MINUTE + MINUTE / 3, MINUTE + MINUTE / 2);
                            return null;
                          })));
    }
  }

  @Test
  @DisplayName("cancelling the parent leaves the child with its own limit")
  void cancelledParent() throws Exception {
    try (EngineRig rig = new EngineRig(rule("parent", 60_000), rule("child", 90_000))) {
      rig.call(
          "parent",
          () ->
              rig.call(
                  "child",
                  () -> {
                    assertThat(rig.timer("child").limitedBy()).isEqualTo("parent");
                    Answer answer =
                        rig.control.cancelTimer(rig.timer("parent").id(), Origin.of("me"));
                    assertThat(answer.outcome()).isEqualTo(Outcome.CANCELLED);
                    assertThat(rig.timer("child").limitedBy()).isEqualTo("child");
                    return null;
                  }));
    }
  }

  @Test
  @DisplayName("expiring the parent stops the child with it")
  void expiredParent() {
    try (EngineRig rig = new EngineRig(rule("parent", 60_000), rule("child", 60_000))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "parent",
                      () ->
                          rig.call(
                              "child",
                              () -> {
                                long id = rig.timer("parent").id();
                                rig.control.expireCall(id, Origin.of("me"));
                                return sleepLong();
                              })))
          .isInstanceOf(TimeoutExceededException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      await().until(() -> rig.ended.size() == 2);
      assertThat(rig.ended("parent").reason()).isEqualTo("operator");
      assertThat(rig.ended("child").status()).isEqualTo(TimeoutStatus.STOPPED);
    }
  }

  @Test
  @DisplayName(
      "a call that begins while its parent is being stopped lives until the end of the parent's"
          + " grace, and is stopped then")
  void cleanUpHasTheGrace() {
    try (EngineRig rig =
        new EngineRig(rule("parent", 100, Mode.INTERRUPT, 500), rule("cleanup", 60_000))) {
      long[] cleanUpNanos = new long[1];
      assertThatThrownBy(
              () ->
                  rig.call(
                      "parent",
                      () -> {
                        try {
                          return sleepLong();
                        } finally {
                          long begin = System.nanoTime();
                          assertThatThrownBy(() -> rig.call("cleanup", HierarchyTest::sleepLong))
                              .isInstanceOf(InterruptedException.class);
                          cleanUpNanos[0] = System.nanoTime() - begin;
                        }
                      }))
          .isInstanceOf(TimeoutExceededException.class)
          .hasMessageContaining("parent");
      assertThat(cleanUpNanos[0]).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
      await().until(() -> rig.ended.size() == 2);
      assertThat(rig.ended("cleanup").status()).isEqualTo(TimeoutStatus.STOPPED);
      assertThat(rig.ended("cleanup").blamed()).isEqualTo(rig.ended("parent").id());
      assertThat(rig.ended("parent").recovered()).isTrue();
    }
  }

  @Test
  @DisplayName("a label is made of arguments and shown in the list, the path and the record")
  void label() throws Exception {
    UUID id = UUID.fromString("00000000-0000-0001-0000-000000000002");
    try (EngineRig rig =
        new EngineRig(
            rule("benchmark", 60_000, Options.label("{0}")),
            rule("phase", 60_000, Options.label("{0}/{1} of {2}")))) {
      rig.call(
          "benchmark",
          false,
          TimeUnit.DAYS,
          () ->
              rig.call(
                  "phase",
                  false,
                  new Object[] {id, 7, new Object()},
                  () -> {
                    assertThat(rig.timer("benchmark").label()).isEqualTo("DAYS");
                    assertThat(rig.timer("phase").label()).isEqualTo(id + "/7 of ?");
                    assertThat(rig.timer("phase").path())
                        .isEqualTo("benchmark(DAYS) / phase(" + id + "/7 of ?)");
                    return null;
                  }));
    }
  }

  @Test
  @DisplayName("a label is of its own call, also when another call was there before")
  void labelOfItsOwn() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000, Options.label("{0}")))) {
      for (String label : new String[] {"first", "second\n\"x\"", "z".repeat(200)}) {
        rig.call(
            "job",
            false,
            label,
            () -> {
              String shown = rig.timer("job").label();
              assertThat(shown).hasSizeLessThanOrEqualTo(100).doesNotContain("\n", "\"");
              assertThat(shown.charAt(0)).isEqualTo(label.charAt(0));
              return null;
            });
      }
    }
  }

  @Test
  @DisplayName("an override gives calls with a label their own timeout, the first that matches")
  void overrideByLabel() throws Exception {
    TimeoutOverride longest = new TimeoutOverride("eu-*", null, Duration.ofHours(4));
    TimeoutOverride other = new TimeoutOverride("*", null, Duration.ofHours(3));
    try (EngineRig rig = new EngineRig(rule("job", 60_000, Options.label("{0}", longest, other)))) {
      assertThat(timeoutOf(rig, "eu-west")).isEqualTo(Duration.ofHours(4));
      assertThat(timeoutOf(rig, "us-east")).isEqualTo(Duration.ofHours(3));
    }
  }

  private static Duration timeoutOf(EngineRig rig, String label) throws Exception {
    return rig.call("job", false, label, () -> Duration.ofNanos(rig.timer("job").timeoutNanos()));
  }

  @Test
  @DisplayName("an override gives calls within another rule's their own timeout, and fires by it")
  void overrideWithin() {
    TimeoutOverride within = new TimeoutOverride(null, "checkout", Duration.ofMillis(100));
    try (EngineRig rig =
        new EngineRig(
            rule("checkout", 60_000),
            rule("between", 60_000),
            rule("query", 60_000, Options.overrides(within)))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "checkout",
                      () ->
                          rig.call(
                              "between",
                              () -> rig.call("query", false, null, HierarchyTest::sleepLong))))
          .isInstanceOf(TimeoutExceededException.class)
          .hasMessageContaining("checkout / between / query");
    }
  }

  @Test
  @DisplayName("a call inside another one of its method is timed when its label gives it less")
  void recursionWithLabels() {
    TimeoutOverride brief = new TimeoutOverride("brief", null, Duration.ofMillis(100));
    try (EngineRig rig = new EngineRig(rule("job", 60_000, Options.label("{0}", brief)))) {
      assertThatThrownBy(
              () ->
                  rig.call(
                      "job",
                      false,
                      "long",
                      () -> rig.call("job", false, "brief", HierarchyTest::sleepLong)))
          .isInstanceOf(TimeoutExceededException.class)
          .hasMessageContaining("job(long) / job(brief)");
    }
  }

  @Test
  @DisplayName("a call inside another one of its method is counted, and not listed twice")
  void recursion() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      rig.call(
          "job",
          () ->
              rig.call(
                  "job",
                  () -> {
                    assertThat(rig.control.timers()).hasSize(1);
                    return null;
                  }));
      assertThat(rig.control.rules().get(0).counts().calls()).isEqualTo(2);
    }
  }
}
