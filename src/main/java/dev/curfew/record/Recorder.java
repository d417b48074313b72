package dev.curfew.record;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewBridge;
import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Origin;
import dev.curfew.engine.RecordsView;
import dev.curfew.engine.RuleChange;
import dev.curfew.engine.StatusChange;
import dev.curfew.engine.TimerListener;
import dev.curfew.engine.TimerReport;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes what becomes of timers from the watcher, without ever holding it up, and writes it on a
 * thread of its own. What does not fit into the queue is counted and said.
 */
public final class Recorder implements TimerListener, Runnable {
  private static final int QUEUE = 20_000;
  private static final int BATCH = 1_000;
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>(QUEUE);

  /** Queued or being written. */
  private final AtomicLong open = new AtomicLong();

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile Configuration configuration;
  private final String version;
  private volatile @Nullable Sinks sinks;
  private volatile boolean closing;
  private volatile long dropped;

  /** Made at the first timeout. */
  private volatile @Nullable Promptness promptness;

  private long triedAt;

  /**
   * @param configuration says where the records go; that is made when there is something to write
   * @param version of the agent
   */
  public Recorder(Configuration configuration, String version) {
    this.configuration = configuration;
    this.version = version;
  }

  /** From now on records name this configuration; they go where they went. Any thread. */
  public void use(Configuration next) {
    configuration = next;
  }

  /** Starts the thread. */
  public void start() {
    Thread t = new Thread(null, this, "curfew-recorder", 0, false);
    t.setDaemon(true);
    t.start();
  }

  /** Waits for what is queued to be written, for at most this long. For the JVM's shutdown. */
  public void close(long millis) {
    closing = true;
    if (open.get() == 0) {
      return;
    }
    try {
      finished.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public RecordsView records() {
    Sinks to = sinks;
    Promptness beginnings = promptness;
    RecordsView view =
        to == null ? new RecordsView(directory().toString(), 0, 0, 0, 0, "") : to.store().view();
    return new RecordsView(
        view.directory(),
        view.written(),
        view.unwritten(),
        view.dropped() + dropped,
        beginnings == null ? 0 : beginnings.late(),
        view.problem());
  }

  private File directory() {
    return new File(configuration.recordDirectory()).getAbsoluteFile();
  }

  @Override
  public void run() {
    CurfewBridge.exemptCurrentThread();
    List<Entry> batch = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty()) {
        Entry first = next();
        if (first == null) {
          retry();
        } else {
          batch.add(first);
          queue.drainTo(batch, BATCH);
          write(batch);
          open.addAndGet(-batch.size());
          batch.clear();
        }
      }
    } finally {
      finished.countDown();
    }
  }

  private @Nullable Entry next() {
    try {
      return queue.poll(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return null; // somebody interrupts all threads that there are; records are still wanted
    }
  }

  /** Records first: whoever reads the log slowly, or not at all, keeps none of them waiting. */
  private void write(List<Entry> batch) {
    try {
      Sinks to = sinks();
      for (Entry entry : batch) {
        record(entry, to);
      }
      flush(to.store());
      for (Entry entry : batch) {
        entry.log(to.log());
      }
    } catch (Throwable e) {
      // Memory, most likely. What could not be flushed waits on.
    }
  }

  private void record(Entry entry, Sinks to) {
    try {
      entry.record(to);
    } catch (Throwable e) {
      countDropped(); // memory, most likely: the next one may do
    }
  }

  /** Once in a while, what could not be written before. */
  private void retry() {
    Sinks to = sinks;
    if (to != null && !to.store().isEmpty() && System.nanoTime() - triedAt > RETRY_NANOS) {
      try {
        flush(to.store());
      } catch (Throwable e) {
        // Memory, most likely. It waits on.
      }
    }
  }

  private void flush(RecordStore store) {
    triedAt = System.nanoTime();
    store.flush();
  }

  private Sinks sinks() {
    Sinks made = sinks;
    Configuration now = configuration;
    if (made == null) {
      EventLog log = new EventLog();
      JvmIdentity identity = JvmIdentity.current(version, now);
      RecordStore store =
          new RecordStore(directory(), now.recordsKept(), identity.jvm(), log, this::settled);
      made = new Sinks(now, log, new RecordJson(identity), store);
      sinks = made;
    } else if (!now.equals(made.configuration())) {
      JvmIdentity identity = JvmIdentity.current(version, now);
      made = new Sinks(now, made.log(), new RecordJson(identity), made.store());
      sinks = made;
    }
    return made;
  }

  private boolean add(Event event, TimerReport report) {
    return add(new Entry.OfTimer(event, report));
  }

  /** False when there is no room. */
  private boolean add(Entry entry) {
    open.incrementAndGet();
    boolean taken = queue.offer(entry);
    if (!taken) {
      open.decrementAndGet();
      countDropped();
    }
    return taken;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // a lost increment does no harm
  private void countDropped() {
    dropped++;
  }

  @Override
  public void warned(TimerReport report) {
    add(Event.WARNED, report);
  }

  @Override
  public void expired(TimerReport report) {
    Promptness beginnings = promptness;
    if (beginnings == null) {
      beginnings = new Promptness();
      promptness = beginnings;
    }
    beginnings.begin();
    if (!add(Event.EXPIRED, report)) {
      beginnings.dropped();
    }
  }

  private void settled() {
    Promptness beginnings = promptness;
    if (beginnings != null) {
      beginnings.settled();
    }
  }

  @Override
  public void abandoned(TimerReport report) {
    add(Event.ABANDONED, report);
  }

  @Override
  public void overdue(TimerReport report) {
    add(Event.OVERDUE, report);
  }

  @Override
  public void ended(TimerReport report) {
    if (!report.reason().isEmpty() || report.cancelledBy() != null || wasOverdue(report)) {
      add(Event.ENDED, report);
    } else if (report.lastHeartbeat() != null) {
      add(new Entry.Beating(true, report)); // its heartbeats are there, and it is not LOST
    }
  }

  @Override
  public void heartbeat(TimerReport report) {
    add(new Entry.Beating(false, report));
  }

  private static boolean wasOverdue(TimerReport report) {
    for (StatusChange change : report.history()) {
      if (change.status() == TimeoutStatus.OVERDUE) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void partialResult(long id, String rule, Object result) {
    add(new Entry.Partial(id, rule, result));
  }

  @Override
  public void fuseBlown(Rule rule) {
    add(new Entry.BlownFuse(rule));
  }

  @Override
  public void refusing(Rule rule, boolean refuses) {
    add(new Entry.Refusing(rule, refuses));
  }

  @Override
  public void stopped(TimerReport report) {
    add(new Entry.Stopped(report));
  }

  @Override
  public void cancelled(TimerReport report, Origin origin) {
    add(new Entry.Cancelled(report, origin));
  }

  @Override
  public void extended(TimerReport report, Duration more, Origin origin) {
    add(new Entry.Extended(report, more, origin));
  }

  @Override
  public void switched(TimerReport report, Outcome outcome, Origin origin) {
    add(new Entry.Switched(report, outcome, origin));
  }

  @Override
  public void ruleChanged(RuleChange change, Origin origin) {
    add(new Entry.ChangedRule(change, origin));
  }

  @Override
  public void configurationChanged(String source, Origin origin) {
    add(new Entry.ChangedConfiguration(source, List.of(), origin));
  }

  @Override
  public void configurationRefused(String source, List<String> problems, Origin origin) {
    add(new Entry.ChangedConfiguration(source, problems, origin));
  }

  @Override
  public void stalled(Instant from, Duration length) {
    add(new Entry.Stall(from, length));
  }

  /** A call that is open while the JVM ends. Any thread. */
  public void openAtExit(TimerReport report) {
    add(Event.OPEN_AT_EXIT, report);
  }
}
