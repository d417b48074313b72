package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewFollow;
import dev.curfew.config.Heartbeat;
import dev.curfew.config.LabelTemplate;
import dev.curfew.config.LateResult;
import dev.curfew.config.MethodPattern;
import dev.curfew.config.Mode;
import dev.curfew.config.RuleOptions;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName(
    "Case 22: a call that follows its work, whose result comes later than its method returns")
@Timeout(120)
@SuppressWarnings("FutureReturnValueIgnored") // what matters is what becomes of the call
class ResultsTest {
  private static final Origin ORIGIN = Origin.of("test");

  private final EngineRig rig =
      new EngineRig(
          rule("brief", 300),
          rule("long", 60_000),
          rule(
              "labelled",
              60_000,
              new RuleOptions(
                  LabelTemplate.parse("{0}"), List.of(), null, false, LateResult.THROW, null)),
          rule("outer", 500),
          rule("graceless", 200, Mode.INTERRUPT, 100),
          rule(
              "beating",
              60_000,
              new RuleOptions(
                  null,
                  List.of(),
                  new Heartbeat(
                      List.of(MethodPattern.parse("unused.Unused#beat")), Duration.ofMillis(100)),
                  false,
                  LateResult.THROW,
                  null)),
          rule("observed", 200, Mode.OBSERVE, 30_000));
  private final FollowingPool pool = pool(3);

  ResultsTest() {
    follow(true);
  }

  private void follow(boolean follows) {
    for (String rule : List.of("brief", "long", "labelled", "observed", "graceless", "beating")) {
      CurfewFollow.setFollowing(rig.siteOf(rule), follows);
    }
  }

  /** Whose threads run the tasks. */
  FollowingPool pool(int size) {
    return new FollowingPool(size);
  }

  @AfterEach
  void close() {
    pool.close();
    rig.close();
    follow(false);
  }

  private static Throwable failureOf(CompletableFuture<?> copy) {
    Throwable failure = catchThrowable(() -> copy.get(60, TimeUnit.SECONDS));
    assertThat(failure).isInstanceOf(ExecutionException.class);
    return failure.getCause();
  }

  @Test
  @DisplayName("gives its caller the timeout, and nobody else")
  void expires() throws Exception {
    CompletableFuture<String> shared = new CompletableFuture<>();

    CompletableFuture<String> copy = rig.later("brief", null, () -> shared);

    assertThat(copy).isNotSameAs(shared);
    assertThat(failureOf(copy))
        .isInstanceOf(TimeoutExceededException.class)
        .hasMessageContaining("brief");
    assertThat(shared).isNotDone();
    assertThat(shared.complete("late")).isTrue();
    await().until(() -> !rig.ended.isEmpty());
    TimerReport report = rig.ended("brief");
    assertThat(report.status()).isEqualTo(TimeoutStatus.TIMEOUT);
    assertThat(report.elapsedNanos()).isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
    assertThat(rig.expired).extracting(TimerReport::path).containsExactly("brief");
  }

  @Test
  @DisplayName("gives its caller the result alike, and ends with it")
  void inTime() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();
    CompletableFuture<String> failing = new CompletableFuture<>();
    IllegalStateException failure = new IllegalStateException("of the program");

    CompletableFuture<String> copy = rig.later("long", null, () -> result);
    CompletableFuture<String> copyOfFailing = rig.later("long", null, () -> failing);
    assertThat(rig.lists("long")).isTrue();
    result.complete("value");
    failing.completeExceptionally(failure);

    assertThat(copy).isCompletedWithValue("value");
    assertThat(copyOfFailing.handle((v, e) -> e).join()).isSameAs(failure);
    await().until(() -> !rig.lists("long"));
    assertThat(rig.control.rules().get(1).counts().failed()).isEqualTo(1);
    assertThat(rig.ended).isEmpty();
  }

  @Test
  @DisplayName("is cancelled with the copy, and the result too")
  void cancelled() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();

    CompletableFuture<String> copy = rig.later("long", null, () -> result);
    copy.cancel(true);

    assertThat(result).isCancelled();
    await().until(() -> !rig.lists("long"));
  }

  @Test
  @DisplayName("ends when the caller completes the copy, and leaves the result alone")
  void completedByCaller() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();

    CompletableFuture<String> copy = rig.later("long", null, () -> result);
    copy.complete("mine");

    await().until(() -> !rig.lists("long"));
    assertThat(result).isNotDone();
    result.complete("other");
    assertThat(copy).isCompletedWithValue("mine");
  }

  @Test
  @DisplayName("hands on what is there as it is, and nothing as nothing")
  void done() throws Exception {
    CompletableFuture<String> done = CompletableFuture.completedFuture("there");

    CompletableFuture<String> returned = rig.later("long", null, () -> done);
    @Nullable Object nothing = rig.later("long", null, () -> null);

    assertThat(returned).isSameAs(done);
    assertThat(nothing).isNull();
    assertThat(rig.lists("long")).isFalse();
  }

  /** As libraries have them. */
  private static final class OwnFuture<T> extends CompletableFuture<T> {
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new OwnFuture<>();
    }
  }

  @Test
  @DisplayName("copies a future as its own class, and a stage that hides its end as such a stage")
  void kinds() throws Exception {
    OwnFuture<String> own = new OwnFuture<>();
    CompletableFuture<String> hidden = new CompletableFuture<>();
    CompletionStage<String> stage = hidden.minimalCompletionStage();

    CompletableFuture<String> copyOfOwn = rig.later("long", null, () -> own);
    CompletionStage<String> copyOfStage = rig.later("brief", null, () -> stage);

    assertThat(copyOfOwn).isInstanceOf(OwnFuture.class);
    assertThatThrownBy(() -> ((CompletableFuture<?>) copyOfStage).complete(null))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(failureOf(copyOfStage.toCompletableFuture()))
        .isInstanceOf(TimeoutExceededException.class);
  }

  @Test
  @DisplayName("is one timer from its start to its result, with its label and what operators did")
  void oneTimer() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();
    long[] id = new long[1];

    CompletableFuture<String> copy =
        rig.later(
            "labelled",
            "eu",
            () -> {
              TimerView open = rig.timer("labelled");
              id[0] = open.id();
              assertThat(open.threadId()).isPositive();
              rig.control.extendTimers(List.of(open.id()), Duration.ofDays(1).toNanos(), ORIGIN);
              return result;
            });

    TimerView waiting = rig.timer("labelled");
    assertThat(waiting.id()).isEqualTo(id[0]);
    assertThat(waiting.path()).isEqualTo("labelled(eu)");
    assertThat(waiting.threadId()).isZero();
    assertThat(waiting.timeoutNanos()).isGreaterThan(Duration.ofDays(1).toNanos());
    rig.control.expireCalls(List.of(id[0]), ORIGIN);
    assertThat(failureOf(copy)).isInstanceOf(TimeoutExceededException.class);
    await().until(() -> !rig.ended.isEmpty());
    assertThat(rig.ended("labelled").id()).isEqualTo(id[0]);
  }

  @Test
  @DisplayName("has its label also when nobody looked at it before its method returned")
  void labelled() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();

    rig.later("labelled", "eu", () -> result);

    assertThat(rig.timer("labelled").path()).isEqualTo("labelled(eu)");
    result.complete("");
  }

  @Test
  @DisplayName("has the time from its start, not from its method's return")
  void sameStart() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();
    long begun = System.nanoTime();

    CompletableFuture<String> copy =
        rig.later(
            "brief",
            null,
            () -> {
              Thread.sleep(250);
              return result;
            });
    long returned = System.nanoTime();
    failureOf(copy);

    TimeoutExceededException timeout = (TimeoutExceededException) failureOf(copy);
    assertThat(timeout.info()).isNotNull();
    long total = timeout.info().elapsed().toNanos();
    assertThat(total).isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
    assertThat(total).isGreaterThanOrEqualTo(returned - begun);
  }

  /** Waits until it is interrupted, or as long as it wants to. */
  private static final class Work implements Runnable {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final CountDownLatch enough = new CountDownLatch(1);
    final boolean stubborn;

    Work(boolean stubborn) {
      this.stubborn = stubborn;
    }

    @Override
    public void run() {
      begun.countDown();
      boolean go = true;
      while (go) {
        try {
          enough.await();
          go = false;
        } catch (InterruptedException e) {
          interrupted.countDown();
          go = stubborn;
        }
      }
    }
  }

  private CompletableFuture<String> startedBy(String rule, Work work) throws Exception {
    return rig.later(
        rule,
        null,
        () -> {
          CompletableFuture<String> result = new CompletableFuture<>();
          pool.execute(
              () -> {
                work.run();
                result.complete("worked");
              });
          return result;
        });
  }

  @Test
  @DisplayName("keeps its tasks, which are stopped with it, are no orphans, and leave no flag")
  void stopsTasks() throws Exception {
    long orphans = CurfewFollow.orphans();
    Work work = new Work(false);

    CompletableFuture<String> copy = startedBy("brief", work);
    work.begun.await();

    assertThat(failureOf(copy)).isInstanceOf(TimeoutExceededException.class);
    work.interrupted.await();
    await().until(() -> rig.ended.size() == 2);
    assertThat(rig.ended)
        .extracting(TimerReport::path, TimerReport::status)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("brief", TimeoutStatus.TIMEOUT),
            org.assertj.core.groups.Tuple.tuple("brief / task", TimeoutStatus.STOPPED));
    assertThat(CurfewFollow.orphans()).isEqualTo(orphans);
    assertThat(pool.unclean).hasValue(0);
  }

  @Test
  @DisplayName("keeps a task that begins when its method has returned")
  void taskBeginsLater() throws Exception {
    long orphans = CurfewFollow.orphans();
    FollowingPool single = pool(1);
    Work before = new Work(false);
    Work work = new Work(false);
    single.execute(before);
    before.begun.await();

    CompletableFuture<String> copy =
        rig.later(
            "long",
            null,
            () -> {
              CompletableFuture<String> result = new CompletableFuture<>();
              single.execute(
                  () -> {
                    work.run();
                    result.complete("worked");
                  });
              return result;
            });
    before.enough.countDown();
    work.begun.await();

    assertThat(rig.control.timers())
        .extracting(TimerView::path)
        .containsExactlyInAnyOrder("long", "long / task");
    assertThat(rig.timer("long").threadName()).isNotNull();
    work.enough.countDown();
    assertThat(copy.get()).isEqualTo("worked");
    await().until(() -> rig.control.timers().isEmpty());
    assertThat(CurfewFollow.orphans()).isEqualTo(orphans);
    single.close();
  }

  @Test
  @DisplayName("is not shown as ended while its worker runs, whatever that does with its interrupt")
  void stubbornWorker() throws Exception {
    Work work = new Work(true);

    CompletableFuture<String> copy = startedBy("brief", work);
    assertThat(failureOf(copy)).isInstanceOf(TimeoutExceededException.class);
    work.interrupted.await();

    await().until(() -> statusOf("brief") == TimeoutStatus.GRACE);
    await().until(() -> statusOf("brief / task") == TimeoutStatus.GRACE);
    assertThat(rig.ended).isEmpty();
    work.enough.countDown();
    await().until(() -> rig.ended.size() == 2);
    assertThat(rig.ended("brief").reason()).isEqualTo("deadline");
    assertThat(pool.unclean).hasValue(0);
  }

  @Test
  @DisplayName("is shown as abandoned when its worker runs on after the grace, until that ends")
  void abandonedWorker() throws Exception {
    Work work = new Work(true);

    CompletableFuture<String> copy = startedBy("graceless", work);
    assertThat(failureOf(copy)).isInstanceOf(TimeoutExceededException.class);

    await().until(() -> statusOf("graceless") == TimeoutStatus.ABANDONED);
    work.enough.countDown();
    await().until(() -> rig.ended.size() == 2);
    assertThat(rig.control.timers()).isEmpty();
  }

  @Test
  @DisplayName("owes no heartbeat after its method has returned")
  void noHeartbeat() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();

    CompletableFuture<String> copy = rig.later("beating", null, () -> result);
    failureOf(rig.later("brief", null, CompletableFuture::new)); // three times as long as that

    assertThat(statusOf("beating")).isEqualTo(TimeoutStatus.ACTIVE);
    result.complete("in time");
    assertThat(copy).isCompletedWithValue("in time");
  }

  private @Nullable TimeoutStatus statusOf(String path) {
    return rig.control.timers().stream()
        .filter(t -> t.path().equals(path))
        .map(TimerView::status)
        .findFirst()
        .orElse(null);
  }

  @Test
  @DisplayName("is stopped with the call around it, while that is open")
  void insideAnother() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();
    AtomicInteger limited = new AtomicInteger();
    AtomicReference<CompletableFuture<String>> copy = new AtomicReference<>();

    assertThatThrownBy(
            () ->
                rig.call(
                    "outer",
                    () -> {
                      copy.set(rig.later("long", null, () -> result));
                      TimerView shown = rig.timer("long");
                      assertThat(shown.path()).isEqualTo("outer / long");
                      assertThat(shown.limitedBy()).isEqualTo("outer");
                      limited.incrementAndGet();
                      return copy.get().get();
                    }))
        .isInstanceOf(TimeoutExceededException.class);

    assertThat(limited).hasValue(1);
    assertThat(failureOf(copy.get()))
        .isInstanceOf(TimeoutExceededException.class)
        .hasMessageContaining("outer");
    await().until(() -> rig.ended.stream().anyMatch(r -> r.rule().equals("long")));
    assertThat(rig.ended("long").status()).isEqualTo(TimeoutStatus.STOPPED);
    assertThat(result).isNotDone();
  }

  @Test
  @DisplayName("outlives the call around it, when that has ended in time")
  void outlives() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();

    CompletableFuture<String> copy =
        rig.call("outer", () -> rig.later("brief", null, () -> result));

    assertThat(failureOf(copy)).hasMessageContaining("brief");
    assertThat(rig.expired).extracting(TimerReport::rule).containsExactly("brief");
  }

  @Test
  @DisplayName("throws its timeout when it ran out of time before its method returned")
  void beforeReturn() {
    CompletableFuture<String> result = new CompletableFuture<>();
    Callable<CompletableFuture<String>> slow =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            // returns all the same
          }
          return result;
        };

    assertThatThrownBy(() -> rig.later("brief", null, slow))
        .isInstanceOf(TimeoutExceededException.class);

    await().until(() -> !rig.ended.isEmpty());
    assertThat(rig.ended).hasSize(1);
    assertThat(rig.control.timers()).isEmpty();
  }

  @Test
  @DisplayName("is let be in mode observe, and shown past its deadline")
  void observed() throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();

    CompletableFuture<String> copy = rig.later("observed", null, () -> result);

    await().until(() -> rig.timer("observed").status() == TimeoutStatus.OVERDUE);
    result.complete("late");
    assertThat(copy).isCompletedWithValue("late");
    await().until(() -> !rig.ended.isEmpty());
    assertThat(rig.ended("observed").status()).isEqualTo(TimeoutStatus.COMPLETED);
  }

  @Test
  @DisplayName("lets go of a copy whose result never comes, and of a result that came")
  void holdsNothing() throws Exception {
    CompletableFuture<Object> never = new CompletableFuture<>();

    WeakReference<Object> copy = lateCopyOf(never);
    WeakReference<Object> value = valueThatCame();

    await()
        .until(
            () -> {
              System.gc();
              return copy.get() == null && value.get() == null;
            });
    assertThat(never).isNotDone();
  }

  private WeakReference<Object> lateCopyOf(CompletableFuture<Object> never) throws Exception {
    CompletableFuture<Object> copy = rig.later("brief", null, () -> never);
    failureOf(copy);
    return new WeakReference<>(copy);
  }

  private WeakReference<Object> valueThatCame() throws Exception {
    CompletableFuture<Object> result = new CompletableFuture<>();
    rig.later("long", null, () -> result);
    Object value = new Object();
    result.complete(value);
    return new WeakReference<>(value);
  }

  @Test
  @DisplayName("lets what waits for the result call entry methods, which have their own limits")
  void dependents() throws Exception {
    CompletableFuture<String> copy = rig.later("brief", null, CompletableFuture::new);

    CompletableFuture<Boolean> timed =
        copy.handle(
            (value, thrown) -> {
              try {
                return rig.call("long", () -> rig.lists("long"));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(timed.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @DisplayName("is told its timeout also when what waits for other results hangs")
  void hangingDependents() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    for (int i = 0; i < 10; i++) {
      rig.later("brief", null, CompletableFuture::new)
          .whenComplete(
              (value, thrown) -> {
                try {
                  hang.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
    }

    CompletableFuture<Object> copy = rig.later("brief", null, CompletableFuture::new);

    assertThat(failureOf(copy)).isInstanceOf(TimeoutExceededException.class);
    hang.countDown();
  }
}
