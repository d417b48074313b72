package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.config.Mode;
import dev.curfew.engine.Answer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What operators may see")
@Timeout(120)
class ListingsTest {
  private static final Origin ME = new Origin("me", "because");

  /** Runs it while so many threads are each in a call of a rule. */
  private static void during(EngineRig rig, String rule, int count, Callable<?> body)
      throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> sleep(rig, rule, end), "sleeper-" + i);
      threads.add(thread);
      thread.start();
    }
    try {
      await().until(() -> rig.control.timers().size() == count);
      body.call();
    } finally {
      end.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void sleep(EngineRig rig, String rule, CountDownLatch end) {
    try {
      rig.call(rule, () -> awaitEnd(end));
    } catch (Exception e) {
      // Stopped, as tests want it.
    }
  }

  private static Void awaitEnd(CountDownLatch end) throws InterruptedException {
    end.await();
    return null;
  }

  private static List<Long> ids(EngineRig rig) {
    return rig.control.timers().stream().map(TimerView::id).toList();
  }

  @Test
  @DisplayName("a timer names the timer of the call around it, and none when it is outermost")
  void parent() throws Exception {
    try (EngineRig rig = new EngineRig(rule("outer", 60_000), rule("inner", 60_000))) {
      rig.call(
          "outer",
          () ->
              rig.call(
                  "inner",
                  () -> {
                    assertThat(rig.timer("inner").parentId()).isEqualTo(rig.timer("outer").id());
                    assertThat(rig.timer("outer").parentId()).isZero();
                    return null;
                  }));
    }
  }

  @Test
  @DisplayName("a live timer has every status that it has had, with its time")
  void statuses() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 100, Mode.OBSERVE, 0))) {
      rig.call(
          "job",
          () -> {
            await().until(() -> rig.timer("job").status() == TimeoutStatus.OVERDUE);
            List<StatusChange> history = rig.timer("job").history();
            assertThat(history)
                .extracting(StatusChange::status)
                .startsWith(TimeoutStatus.ACTIVE)
                .endsWith(TimeoutStatus.OVERDUE);
            assertThat(history).extracting(StatusChange::at).isSorted();
            return null;
          });
    }
  }

  @Test
  @DisplayName("the stack of a live timer shows where its call is")
  void stacks() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      during(
          rig,
          "job",
          2,
          () ->
              assertThat(rig.control.stacks())
                  .hasSize(2)
                  .allSatisfy(
                      stack -> {
                        assertThat(stack.timer().threadName()).startsWith("sleeper-");
                        assertThat(stack.stack())
                            .anyMatch(frame -> frame.getMethodName().equals("awaitEnd"))
                            .hasSizeLessThanOrEqualTo(EngineControl.FRAMES_LIMIT);
                      }));
    }
  }

  @Test
  @DisplayName("the stack of a call that has ended since it was listed is not shown")
  void endedMeanwhile() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      List<StackSource> listed = new ArrayList<>();
      rig.call(
          "job",
          () -> {
            rig.control.timers();
            rig.engine
                .commands()
                .ask(
                    () -> listed.addAll(new Listings(rig.engine).stackSources()),
                    false,
                    rig.engine.watcher()::wake,
                    10_000);
            return null;
          });

      assertThat(listed).hasSize(1);
      assertThat(listed.get(0).take().stack()).isEmpty();
    }
  }

  @Test
  @DisplayName("the history has what timed out with its stacks, the newest first, and no more")
  void history() throws Exception {
    try (EngineRig rig = new EngineRig(rule("late", 50), rule("quick", 60_000))) {
      rig.call("quick", () -> null);
      assertThatThrownBy(() -> rig.call("late", ListingsTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class);
      await().until(() -> rig.control.history().size() == 1);
      assertThatThrownBy(() -> rig.call("late", ListingsTest::sleepLong))
          .isInstanceOf(TimeoutExceededException.class);
      await().until(() -> rig.control.history().size() == 2);

      List<TimerReport> history = rig.control.history();
      assertThat(history).extracting(TimerReport::rule).containsOnly("late");
      assertThat(history.get(0).id()).isGreaterThan(history.get(1).id());
      assertThat(history.get(0).status()).isEqualTo(TimeoutStatus.TIMEOUT);
      assertThat(history.get(0).stackAtExpiry())
          .anyMatch(frame -> frame.getMethodName().equals("sleepLong"));
    }
  }

  private static Void sleepLong() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  @Test
  @DisplayName("the history has cancelled and overdue timers too")
  void historyOfOthers() throws Exception {
    try (EngineRig rig =
        new EngineRig(rule("cancelled", 60_000), rule("observed", 50, Mode.OBSERVE, 0))) {
      rig.call(
          "cancelled", () -> rig.control.cancelTimer(rig.timer("cancelled").id(), ME).outcome());
      rig.call(
          "observed",
          () -> {
            await().until(() -> !rig.overdue.isEmpty());
            return null;
          });
      await().until(() -> rig.control.history().size() == 2);

      assertThat(rig.control.history())
          .extracting(TimerReport::rule)
          .containsExactly("observed", "cancelled");
    }
  }

  @Test
  @DisplayName("the history keeps the last 200, with 100 frames and without the application's data")
  void bounded() {
    EndedTimers ended = new EndedTimers();
    for (long id = 1; id <= 250; id++) {
      ended.add(timedOut(id, 1_000));
    }

    List<TimerReport> all = ended.all();
    assertThat(all)
        .extracting(TimerReport::id)
        .isEqualTo(LongStream.rangeClosed(51, 250).map(id -> 301 - id).boxed().toList());
    assertThat(all.get(0).stackAtExpiry()).hasSize(100);
    assertThat(all.get(0).stackAtExpiry().get(0).getMethodName()).isEqualTo("m0");
    assertThat(all.get(0).data()).isEmpty();
  }

  private static TimerReport timedOut(long id, int frames) {
    List<StackTraceElement> stack =
        IntStream.range(0, frames)
            .mapToObj(i -> new StackTraceElement("a.B", "m" + i, "B.java", 1))
            .toList();
    return new TimerReport(
        id,
        "job",
        "",
        "job",
        "a.B.run",
        "t",
        1,
        false,
        TimeoutStatus.TIMEOUT,
        "deadline",
        id,
        Instant.EPOCH,
        Instant.EPOCH,
        1,
        0,
        0,
        1,
        false,
        null,
        null,
        List.of(),
        null,
        stack,
        null,
        Map.of("rows", 7),
        null,
        List.of(),
        "");
  }

  @Test
  @DisplayName("a rule says how many of its calls are open, and what the slowest has taken")
  void activeAndSlowest() throws Exception {
    long some = Duration.ofMillis(50).toNanos();
    try (EngineRig rig = new EngineRig(rule("job", 60_000), rule("idle", 60_000))) {
      rig.call(
          "job",
          () -> {
            await().until(() -> counts(rig, 0).slowestNanos() > some);
            assertThat(counts(rig, 0).active()).isEqualTo(1);
            assertThat(counts(rig, 1).active()).isZero();
            return null;
          });
      assertThat(counts(rig, 0).active()).isZero();
      assertThat(counts(rig, 0).slowestNanos()).isGreaterThan(some);
      assertThat(counts(rig, 1).slowestNanos()).isZero();
    }
  }

  private static RuleView.Counts counts(EngineRig rig, int rule) {
    return rig.control.rules().get(rule).counts();
  }

  @Test
  @DisplayName("400 calls are expired with one command, with an answer for each")
  void many() throws Exception {
    try (EngineRig rig = new EngineRig(rule("job", 60_000))) {
      during(
          rig,
          "job",
          400,
          () -> {
            List<Long> ids = new ArrayList<>(ids(rig));
            ids.add(4711L);

            List<Answer> answers = rig.control.expireCalls(ids, ME);

            assertThat(answers).hasSize(401);
            assertThat(answers.subList(0, 400))
                .extracting(Answer::outcome)
                .containsOnly(Outcome.EXPIRED);
            assertThat(answers.get(400).outcome()).isEqualTo(Outcome.NO_SUCH_TIMER);
            await().until(() -> counts(rig, 0).active() == 0);
            return assertThat(counts(rig, 0).timedOut()).isEqualTo(400);
          });
    }
  }

  @Test
  @DisplayName("while no watcher answers, many commands cost the patience of one")
  void noAnswer() {
    try (EngineRig rig = EngineRig.withoutWatcher(rule("job", 60_000))) {
      long begin = System.nanoTime();

      List<Answer> answers =
          rig.control.cancelTimers(LongStream.rangeClosed(1, 1_000).boxed().toList(), ME);

      assertThat(answers)
          .hasSize(1_000)
          .extracting(Answer::outcome)
          .containsOnly(Outcome.NO_ANSWER);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }
  }
}
