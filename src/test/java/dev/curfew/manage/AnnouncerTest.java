package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Origin;
import dev.curfew.engine.RuleChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is announced")
@Timeout(60)
class AnnouncerTest {
  private static final Origin WHO = new Origin("ann@10.0.0.1", "the bank is slow");

  private final AtomicLong now = new AtomicLong();
  private final Announcer announcer = new Announcer(now::get);
  private final ConcurrentLinkedQueue<Announcement> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger followed = new AtomicInteger();

  private void start(Consumer<Announcement> receiver) {
    announcer.start(Thread::new, receiver, followed::incrementAndGet);
  }

  @AfterEach
  void close() {
    announcer.close();
  }

  private void warn(int times) {
    for (int i = 0; i < times; i++) {
      announcer.warned(Timers.timedOut(7));
    }
  }

  static Stream<Arguments> events() {
    return Stream.of(
        event(a -> a.warned(Timers.timedOut(7)), "WARNED", "#7 WARNED checkout"),
        event(a -> a.expired(Timers.timedOut(7)), "TIMED_OUT", "#7 TIMEOUT checkout, deadline"),
        event(a -> a.stopped(Timers.timedOut(7)), "STOPPED", "#7 STOPPED checkout, with #7"),
        event(
            a -> a.cancelled(Timers.timedOut(7), WHO),
            "CANCELLED",
            "#7 CANCELLED checkout, by ann@10.0.0.1: the bank is slow"),
        event(
            a -> a.extended(Timers.timedOut(7), Duration.ofSeconds(90), Origin.of("application")),
            "EXTENDED",
            "#7 EXTENDED checkout, 1m30s more, by application"),
        event(
            a -> a.switched(Timers.timedOut(7), Outcome.PAUSED, WHO),
            "SWITCHED",
            "#7 PAUSED checkout, by ann@10.0.0.1: the bank is slow"),
        event(a -> a.overdue(Timers.timedOut(7)), "OVERDUE", "#7 OVERDUE checkout"),
        event(a -> a.abandoned(Timers.timedOut(7)), "ABANDONED", "#7 ABANDONED checkout"),
        event(a -> a.ended(Timers.recovered(7)), "RECOVERED", "#7 RECOVERED checkout"),
        event(
            a -> a.ruleChanged(new RuleChange("checkout", "mode", "observe"), WHO),
            "MODE_CHANGED",
            "checkout: mode observe, by ann@10.0.0.1: the bank is slow"),
        event(
            a -> a.ruleChanged(new RuleChange("", "enabled", "false"), WHO),
            "MODE_CHANGED",
            "all rules: enabled false, by ann@10.0.0.1: the bank is slow"),
        event(
            a -> a.ruleChanged(new RuleChange("checkout", "timeout", "5s"), WHO),
            "RULE_CHANGED",
            "checkout: timeout 5s, by ann@10.0.0.1: the bank is slow"),
        event(
            a -> a.configurationChanged("curfew.yaml", Origin.of("file")),
            "CONFIGURATION_CHANGED",
            "CHANGED: curfew.yaml, by file"),
        event(
            a -> a.configurationRefused("curfew.yaml", List.of("7:14: no", "8"), Origin.of("file")),
            "CONFIGURATION_REFUSED",
            "REFUSED: curfew.yaml: 7:14: no, by file"));
  }

  private static Arguments event(Consumer<Announcer> event, String type, String message) {
    return Arguments.of(event, type, message);
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("events")
  @DisplayName("says the id and the outcome first")
  void message(Consumer<Announcer> event, String type, String message) {
    start(received::add);

    event.accept(announcer);

    await().until(() -> received.size() == 1);
    assertThat(received.peek().message()).isEqualTo(message);
    assertThat(received.peek().type().name()).isEqualTo(type);
  }

  @Test
  @DisplayName("holds the timer, who did it and why")
  void data() {
    start(received::add);

    announcer.cancelled(Timers.timedOut(7), WHO);

    await().until(() -> received.size() == 1);
    assertThat(received.peek().data())
        .containsAllEntriesOf(
            Map.of(
                "id", 7L,
                "rule", "checkout",
                "path", "checkout",
                "status", "TIMEOUT",
                "threadId", 107L,
                "elapsedMillis", 2500L,
                "by", "ann@10.0.0.1",
                "reason", "the bank is slow"));
  }

  @Test
  @DisplayName("is nothing of a call that ended without having been abandoned")
  void ended() {
    start(received::add);

    announcer.ended(Timers.timedOut(7));
    announcer.warned(Timers.timedOut(8));

    await().until(() -> !received.isEmpty());
    assertThat(received).extracting(a -> a.type().name()).containsExactly("WARNED");
  }

  @Test
  @DisplayName("is at most 100 in a second; how many were left out is said when it is over")
  void rate() {
    start(received::add);

    warn(398);

    await().until(() -> received.size() == 101);
    assertThat(received).filteredOn(a -> a.type() == NotificationType.WARNED).hasSize(100);
    assertThat(received)
        .filteredOn(a -> a.type() == NotificationType.SUPPRESSED)
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.message()).isEqualTo("298 notifications were left out");
              assertThat(a.data()).containsEntry("suppressed", 298L);
            });
    assertThat(announcer.suppressed()).isEqualTo(298);

    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(50));
    warn(10);

    await().until(() -> announcer.suppressed() == 303);
    await().until(() -> received.size() == 107);
  }

  @Test
  @DisplayName("counts what is left out of reloads and of switched timers too")
  void rateOfOthers() {
    start(received::add);
    warn(100);

    announcer.configurationRefused("curfew.yaml", List.of("7:14: no"), WHO);
    announcer.configurationChanged("curfew.yaml", WHO);
    announcer.switched(Timers.timedOut(7), Outcome.DISABLED, WHO);

    assertThat(announcer.suppressed()).isEqualTo(3);
    await().until(() -> received.size() == 101);
    assertThat(received).extracting(a -> a.type().name()).containsOnly("WARNED", "SUPPRESSED");
  }

  @Test
  @DisplayName("does not hold up who tells it while the receiver hangs, and is bounded")
  void hangingReceiver() {
    CountDownLatch release = new CountDownLatch(1);
    start(
        announcement -> {
          awaitUninterruptibly(release);
          received.add(announcement);
        });
    int told = Announcer.QUEUE + 500;

    for (int i = 0; i < told; i++) {
      now.addAndGet(TimeUnit.SECONDS.toNanos(1));
      warn(1);
    }

    assertThat(received).isEmpty();
    await().until(() -> announcer.suppressed() >= 499);
    release.countDown();
    await().until(() -> received.size() + announcer.suppressed() >= told);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("goes on after a receiver has failed")
  void failingReceiver() {
    start(
        announcement -> {
          if (received.isEmpty()) {
            received.add(announcement);
            throw new IllegalStateException("injected");
          }
          received.add(announcement);
        });

    warn(2);

    await().until(() -> received.size() >= 2);
  }

  @Test
  @DisplayName("does not hold back the news that there are other rules")
  void rules() {
    start(received::add);
    warn(500);

    announcer.rulesAdded();

    await().until(() -> followed.get() == 1);
  }
}
