package dev.curfew.manage;

import dev.curfew.config.Durations;
import dev.curfew.config.Rule;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Origin;
import dev.curfew.engine.RuleChange;
import dev.curfew.engine.TimerListener;
import dev.curfew.engine.TimerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happens from the watcher, which it never holds up, and announces it on a thread of its
 * own. More than {@link #PER_SECOND} a second are not announced but counted, and so is what does
 * not fit into the queue because the receiver is slow. Thread-safe.
 */
final class Announcer implements TimerListener, Runnable, AutoCloseable {
  static final int PER_SECOND = 100;
  static final int QUEUE = 1_000;

  private static final long PAUSE_MILLIS = 500;

  private final LinkedBlockingQueue<Announcement> queue = new LinkedBlockingQueue<>(QUEUE);
  private final LongSupplier nanos;
  private final RateLimit limit;
  private final AtomicLong suppressed = new AtomicLong();
  private volatile boolean rulesAreOthers;
  private volatile @Nullable Consumer<Announcement> receiver;
  private volatile @Nullable Runnable followRules;
  private volatile boolean closed;
  private long suppressedSaid;

  Announcer() {
    this(System::nanoTime);
  }

  Announcer(LongSupplier nanos) {
    this.nanos = nanos;
    limit = new RateLimit(PER_SECOND, nanos.getAsLong());
  }

  /**
   * Starts the thread.
   *
   * @param receiver gets what is announced; may be slow
   * @param followRules run when there are other rules than before
   */
  void start(ThreadFactory threads, Consumer<Announcement> receiver, Runnable followRules) {
    this.receiver = receiver;
    this.followRules = followRules;
    Thread thread = threads.newThread(this);
    thread.setName("curfew-notifications");
    thread.setDaemon(true);
    thread.start();
  }

  void countSuppressed() {
    suppressed.incrementAndGet();
  }

  /** Left out since the start. */
  long suppressed() {
    return suppressed.get();
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        Announcement next = queue.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        if (rulesAreOthers) {
          rulesAreOthers = false;
          run(followRules);
        }
        if (next != null) {
          send(next);
        } else {
          saySuppressed();
        }
      } catch (InterruptedException e) {
        // Somebody interrupts all threads that there are; close is told by the flag.
      } catch (Throwable e) {
        suppressed.incrementAndGet(); // a receiver that fails, or memory
      }
    }
  }

  private static void run(@Nullable Runnable work) {
    if (work != null) {
      work.run();
    }
  }

  private void send(Announcement announcement) {
    Consumer<Announcement> to = receiver;
    if (to != null) {
      to.accept(announcement);
    }
  }

  /** When the flood is over. */
  private void saySuppressed() {
    long count = suppressed.get();
    if (count > suppressedSaid) {
      long more = count - suppressedSaid;
      suppressedSaid = count;
      send(Announcement.ofSuppressed(more));
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Made only when it may pass: thousands of calls may run out of time at once. */
  private void add(Supplier<Announcement> announcement) {
    if (!closed && !(mayPass() && queue.offer(announcement.get()))) {
      suppressed.incrementAndGet();
    }
  }

  private synchronized boolean mayPass() {
    return limit.take(nanos.getAsLong());
  }

  @Override
  public void warned(TimerReport report) {
    add(() -> Announcement.ofTimer(NotificationType.WARNED, report, "WARNED", ""));
  }

  @Override
  public void expired(TimerReport report) {
    add(() -> Announcement.ofTimer(NotificationType.TIMED_OUT, report, "TIMEOUT", report.reason()));
  }

  @Override
  public void stopped(TimerReport report) {
    String with = "with #" + report.blamed();
    add(() -> Announcement.ofTimer(NotificationType.STOPPED, report, "STOPPED", with));
  }

  @Override
  public void cancelled(TimerReport report, Origin origin) {
    add(() -> Announcement.ofTimer(NotificationType.CANCELLED, report, "CANCELLED", "", origin));
  }

  @Override
  public void extended(TimerReport report, Duration more, Origin origin) {
    String by = Durations.print(more) + " more";
    add(() -> Announcement.ofTimer(NotificationType.EXTENDED, report, "EXTENDED", by, origin));
  }

  @Override
  public void switched(TimerReport report, Outcome outcome, Origin origin) {
    add(() -> Announcement.ofTimer(NotificationType.SWITCHED, report, outcome.name(), "", origin));
  }

  @Override
  public void overdue(TimerReport report) {
    add(() -> Announcement.ofTimer(NotificationType.OVERDUE, report, "OVERDUE", ""));
  }

  @Override
  public void abandoned(TimerReport report) {
    add(() -> Announcement.ofTimer(NotificationType.ABANDONED, report, "ABANDONED", ""));
  }

  @Override
  public void ended(TimerReport report) {
    if (report.recovered()) {
      add(() -> Announcement.ofTimer(NotificationType.RECOVERED, report, "RECOVERED", ""));
    }
  }

  @Override
  public void partialResult(long id, String rule, Object result) {}

  @Override
  public void refusing(Rule rule, boolean refuses) {
    RuleChange change = new RuleChange(rule.name(), "refusing", Boolean.toString(refuses));
    String limit = Integer.toString(rule.options().maxAbandoned());
    add(() -> Announcement.ofRule(change, new Origin("max-abandoned", limit)));
  }

  @Override
  public void fuseBlown(Rule rule) {
    RuleChange change = new RuleChange(rule.name(), "enabled", "false");
    add(
        () ->
            Announcement.ofRule(change, new Origin("fuse", String.valueOf(rule.options().fuse()))));
  }

  @Override
  public void ruleChanged(RuleChange change, Origin origin) {
    add(() -> Announcement.ofRule(change, origin));
  }

  @Override
  public void rulesAdded() {
    rulesAreOthers = true;
  }

  @Override
  public void configurationChanged(String source, Origin origin) {
    rulesAreOthers = true;
    add(() -> Announcement.ofConfiguration(source, List.of(), origin));
  }

  @Override
  public void configurationRefused(String source, List<String> problems, Origin origin) {
    add(() -> Announcement.ofConfiguration(source, problems, origin));
  }

  @Override
  public void stalled(Instant from, Duration length) {}
}
