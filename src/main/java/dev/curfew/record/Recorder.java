package dev.curfew.record;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.config.Rule;
import dev.curfew.engine.TimerListener;
import dev.curfew.engine.TimerReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes what becomes of timers from the watcher, without ever holding it up, and writes it on a
 * thread of its own. What does not fit into the queue is counted and said.
 */
public final class Recorder implements TimerListener, Runnable {
  private static final int QUEUE = 20_000;
  private static final int BATCH = 1_000;

  /** What happened. */
  enum Event {
    WARNED,
    EXPIRED,
    ABANDONED,
    OVERDUE,
    ENDED,
    OPEN_AT_EXIT
  }

  /** What is to be written. */
  private interface Entry {
    void writeTo(Sinks to) throws IOException;
  }

  private record OfTimer(Event event, TimerReport report) implements Entry {
    @Override
    public void writeTo(Sinks to) throws IOException {
      to.log().log(event, report);
      if (event != Event.WARNED && event != Event.OVERDUE) {
        to.file().append(event, report);
      }
    }
  }

  private record BlownFuse(Rule rule) implements Entry {
    @Override
    public void writeTo(Sinks to) {
      to.log().fuseBlown(rule);
    }
  }

  private record Partial(long id, String rule, Object result) implements Entry {
    @Override
    public void writeTo(Sinks to) {
      to.file().appendPartialResult(id, rule, result);
    }
  }

  private record Stall(Instant from, Duration length) implements Entry {
    @Override
    public void writeTo(Sinks to) {
      to.log().stalled(from, length);
    }
  }

  private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>(QUEUE);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final String directory;
  private final String version;
  private @Nullable Sinks sinks;
  private volatile boolean closing;
  private volatile boolean writing;
  private volatile long dropped;

  /**
   * @param directory where the records go, made when there is something to write
   * @param version of the agent
   */
  public Recorder(String directory, String version) {
    this.directory = directory;
    this.version = version;
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
    if (queue.isEmpty() && !writing) {
      return;
    }
    try {
      finished.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Events that did not fit into the queue. */
  public long dropped() {
    return dropped;
  }

  @Override
  public void run() {
    CurfewBridge.exemptCurrentThread();
    List<Entry> batch = new ArrayList<>();
    try {
      while (true) {
        Entry first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          writing = true;
          batch.add(first);
          queue.drainTo(batch, BATCH);
          write(batch);
          batch.clear();
          writing = false;
        }
        if (closing && queue.isEmpty()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody should; what is queued is lost
    } finally {
      finished.countDown();
    }
  }

  /** One sync to disk for all of them. */
  private void write(List<Entry> batch) {
    try {
      Sinks to = sinks();
      for (Entry entry : batch) {
        entry.writeTo(to);
      }
      to.file().sync();
    } catch (Throwable e) {
      countDropped(); // memory, most likely: the next ones may do
    }
  }

  private Sinks sinks() {
    Sinks open = sinks;
    if (open == null) {
      open = new Sinks(new EventLog(), new RecordFile(directory, version));
      sinks = open;
    }
    return open;
  }

  private record Sinks(EventLog log, RecordFile file) {}

  private void add(Event event, TimerReport report) {
    add(new OfTimer(event, report));
  }

  private void add(Entry entry) {
    if (!queue.offer(entry)) {
      countDropped();
    }
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
    add(Event.EXPIRED, report);
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
    if (!report.reason().isEmpty() || report.cancelledBy() != null) {
      add(Event.ENDED, report);
    }
  }

  @Override
  public void partialResult(long id, String rule, Object result) {
    add(new Partial(id, rule, result));
  }

  @Override
  public void fuseBlown(Rule rule) {
    add(new BlownFuse(rule));
  }

  @Override
  public void stalled(Instant from, Duration length) {
    add(new Stall(from, length));
  }

  /** A call that is open while the JVM ends. Any thread. */
  public void openAtExit(TimerReport report) {
    add(Event.OPEN_AT_EXIT, report);
  }
}
