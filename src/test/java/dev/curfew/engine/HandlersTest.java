package dev.curfew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The threads for handlers")
@Timeout(60)
class HandlersTest {
  private final EngineClock clock = new EngineClock();
  private final AtomicInteger ran = new AtomicInteger();

  @Test
  @DisplayName("come and go while handlers come, and every handler runs")
  void comeAndGo() throws Exception {
    // given threads that end at once when nothing waits
    Handlers handlers = new Handlers(clock, Thread::new, 0);
    AtomicInteger thrown = new AtomicInteger();
    Thread[] callers = new Thread[4];
    for (int i = 0; i < callers.length; i++) {
      callers[i] = new Thread(() -> runMany(handlers, thrown));
      callers[i].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(thrown).hasValue(0);
    await().until(() -> ran.get() + handlers.dropped() == 4 * 5_000);
  }

  private void runMany(Handlers handlers, AtomicInteger thrown) {
    try {
      for (int i = 0; i < 5_000; i++) {
        handlers.run(ran::incrementAndGet);
      }
    } catch (Throwable e) {
      thrown.incrementAndGet();
    }
  }

  @Test
  @DisplayName("that can't be made cost no place: later ones take it")
  void failedStart() {
    AtomicInteger failures = new AtomicInteger();
    Handlers handlers =
        new Handlers(
            clock,
            body -> {
              if (failures.incrementAndGet() <= Handlers.THREADS) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(body);
            },
            1_000);
    for (int i = 0; i < Handlers.THREADS; i++) {
      handlers.run(ran::incrementAndGet);
    }
    assertThat(ran).as("no thread yet").hasValue(0);
    handlers.run(ran::incrementAndGet);
    await().until(() -> ran.get() == Handlers.THREADS + 1);
  }

  @Test
  @DisplayName("show for how long the oldest handler has been running")
  void oldest() {
    Handlers handlers = new Handlers(clock);
    CountDownLatch letGo = new CountDownLatch(1);
    handlers.run(() -> hang(letGo));
    await().until(() -> handlers.oldestNanos() > 20_000_000);
    letGo.countDown();
    await().until(() -> handlers.oldestNanos() == 0);
  }

  private static void hang(CountDownLatch letGo) {
    try {
      letGo.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("are so few that hanging handlers keep the others waiting, and too many are dropped")
  void full() {
    Handlers handlers = new Handlers(clock);
    CountDownLatch letGo = new CountDownLatch(1);
    for (int i = 0; i < 1_100; i++) {
      handlers.run(() -> hang(letGo));
    }
    assertThat(handlers.dropped()).isPositive();
    letGo.countDown();
    await().until(() -> handlers.oldestNanos() == 0);
  }
}
