package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.engine.Answer.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An operator extends a timer around its deadline, where its call also ends")
@Tag("race")
@Timeout(14_400) // in full size, on a machine that others use
class ExtendRaceTest {
  private static final int ROUNDS = Integer.getInteger("curfew.extend.rounds", 3_000);
  private static final int CALLERS = 32;
  private static final int OPERATORS = 4;
  private static final long TIMEOUT = Duration.ofMillis(10).toNanos();
  private static final long JITTER = Duration.ofMillis(5).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final AtomicLong left = new AtomicLong(ROUNDS);
  private final Map<Outcome, AtomicLong> answers = new EnumMap<>(Outcome.class);
  private final AtomicLong timedOut = new AtomicLong();
  private final List<String> wrong = new ArrayList<>();

  @Test
  @DisplayName("case 8: extended and not stopped, or too late and timed out, or no such timer")
  void extendAgainstExpire() throws Exception {
    for (Outcome outcome : Outcome.values()) {
      answers.put(outcome, new AtomicLong());
    }
    long begin = System.nanoTime();
    ScheduledExecutorService operators = Executors.newScheduledThreadPool(OPERATORS);
    Duration timeout = Duration.ofNanos(TIMEOUT);
    try (EngineRig rig = new EngineRig(new QuietParts(), rule("job", timeout.toMillis()))) {
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Thread caller = thread(() -> makeCalls(rig, operators));
        caller.start();
        callers.add(caller);
      }
      for (Thread caller : callers) {
        caller.join();
      }
    } finally {
      operators.shutdown();
    }
    System.out.printf(
        "extend against expire: %,d races, answers %s, %,d timed out, in %,d ms%n",
        ROUNDS, answers, timedOut.get(), (System.nanoTime() - begin) / 1_000_000);
    assertThat(wrong).isEmpty();
    assertThat(answers.get(Outcome.EXTENDED)).hasPositiveValue();
    assertThat(answers.get(Outcome.TOO_LATE)).hasPositiveValue();
    assertThat(answers.get(Outcome.NO_SUCH_TIMER)).hasPositiveValue();
  }

  Thread thread(Runnable body) {
    return new Thread(body);
  }

  private void makeCalls(EngineRig rig, ScheduledExecutorService operators) {
    try {
      while (left.getAndDecrement() > 0 && nothingWrong()) {
        oneCall(rig, operators);
      }
    } catch (Throwable e) {
      sayWrong(e.toString());
    }
  }

  private void oneCall(EngineRig rig, ScheduledExecutorService operators) throws Exception {
    AtomicReference<Future<Answer>> asked = new AtomicReference<>();
    boolean stopped = false;
    try {
      rig.call("job", () -> askAndRun(rig, operators, asked));
    } catch (TimeoutExceededException e) {
      stopped = true;
    }
    judge(asked.get().get(), stopped);
  }

  private static Void askAndRun(
      EngineRig rig, ScheduledExecutorService operators, AtomicReference<Future<Answer>> asked) {
    long begin = System.nanoTime();
    long id = ownTimer(rig.engine);
    long delay = begin + around() - System.nanoTime();
    asked.set(
        operators.schedule(
            () -> rig.control.extendTimer(id, MINUTE, Origin.of("race")),
            delay,
            TimeUnit.NANOSECONDS));
    runUntil(begin + around());
    if (ThreadLocalRandom.current().nextInt(4) == 0) {
      awaitAnswerAndMore(asked.get());
    }
    return null;
  }

  private static long around() {
    return TIMEOUT + ThreadLocalRandom.current().nextLong(-JITTER, JITTER);
  }

  /** 0 when the call is being stopped already. */
  private static long ownTimer(Engine engine) {
    CurfewCall call = CurfewBridge.innermostOpen();
    long word = call.word();
    long[] id = new long[1];
    engine
        .commands()
        .ask(
            () -> {
              Timer timer = engine.timers().of(call, word);
              id[0] = timer == null ? 0 : timer.id();
              return true;
            },
            false,
            engine.watcher()::wake,
            Commands.PATIENCE_MILLIS);
    return id[0];
  }

  private static void runUntil(long end) {
    long left = end - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
  }

  /** The call that was extended goes on beyond its old deadline. */
  private static void awaitAnswerAndMore(Future<Answer> asked) {
    while (!asked.isDone()) {
      Thread.onSpinWait();
    }
    runUntil(System.nanoTime() + JITTER);
  }

  private void judge(Answer answer, boolean stopped) {
    answers.get(answer.outcome()).incrementAndGet();
    if (stopped) {
      timedOut.incrementAndGet();
    }
    boolean right =
        switch (answer.outcome()) {
          case EXTENDED -> !stopped;
          case TOO_LATE -> stopped;
          case NO_SUCH_TIMER, NO_ANSWER -> true; // it had ended, one way or the other
          default -> false;
        };
    if (!right || Thread.interrupted()) {
      sayWrong(answer.text() + ", stopped: " + stopped);
    }
  }

  private boolean nothingWrong() {
    synchronized (wrong) {
      return wrong.isEmpty();
    }
  }

  private void sayWrong(String what) {
    synchronized (wrong) {
      wrong.add(what);
    }
  }
}
