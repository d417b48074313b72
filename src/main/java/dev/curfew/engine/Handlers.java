package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what applications want to be run at a timeout, on a few threads of its own: it may throw,
 * hang and take long, and holds up neither interrupts nor the JVM's end. Any thread.
 *
 * <p>Each thread has a place, taken before the thread is made and free again as its last act: so
 * there are never more threads than places.
 */
final class Handlers {
  static final int THREADS = 4;
  private static final int WAITING = 1_000;

  /** Of those who wait for results: none may be left waiting because of others. */
  private static final int THREADS_OF_RESULTS = 64;

  private static final long IDLE_MILLIS = 10_000;

  /**
   * What a place says that has no thread, and one whose thread runs no handler; else since when.
   */
  private static final long FREE = 0;

  private static final long IDLE = -1;

  private final LinkedBlockingQueue<Runnable> waiting;
  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();

  /** By place. Guarded by this. */
  private final long[] busySince;

  private final EngineClock clock;
  private final ThreadFactory threads;
  private final long idleMillis;

  /** What is run is no business of any rule. */
  private final boolean exempt;

  Handlers(EngineClock clock) {
    this(clock, named("curfew-handler"), IDLE_MILLIS);
  }

  /**
   * @param idleMillis so long a thread waits for another handler before it ends
   */
  Handlers(EngineClock clock, ThreadFactory threads, long idleMillis) {
    this(clock, threads, idleMillis, THREADS, WAITING, true);
  }

  private Handlers(
      EngineClock clock,
      ThreadFactory threads,
      long idleMillis,
      int most,
      int waiting,
      boolean exempt) {
    this.clock = clock;
    this.threads = threads;
    this.idleMillis = idleMillis;
    this.exempt = exempt;
    this.waiting = new LinkedBlockingQueue<>(waiting);
    busySince = new long[most];
  }

  /** For what the program does when a result has not come in time: nothing of it is dropped. */
  static Handlers ofResults(EngineClock clock) {
    return new Handlers(
        clock, named("curfew-result"), IDLE_MILLIS, THREADS_OF_RESULTS, Integer.MAX_VALUE, false);
  }

  private static ThreadFactory named(String name) {
    return body -> new Thread(null, body, name, 0, false);
  }

  /** Runs it soon; counts it as dropped when too much is waiting. */
  void run(Runnable handler) {
    if (!waiting.offer(handler)) {
      dropped.incrementAndGet();
    } else {
      lookAgain();
    }
  }

  /** Starts another thread if one is needed, and could not be made before. */
  void lookAgain() {
    if (idle.get() < waiting.size()) {
      startAnother();
    }
  }

  private synchronized void startAnother() {
    int place = freePlace();
    if (place == busySince.length) {
      return;
    }
    busySince[place] = IDLE;
    try {
      Thread t = threads.newThread(new Worker(place));
      t.setDaemon(true);
      t.start();
    } catch (Throwable e) { // no native thread: those that exist go on
      busySince[place] = FREE;
    }
  }

  private int freePlace() {
    int place = 0;
    while (place < busySince.length && busySince[place] != FREE) {
      place++;
    }
    return place;
  }

  HandlersView view() {
    return new HandlersView(failed(), dropped(), oldestNanos());
  }

  /** Handlers that threw. */
  int failed() {
    return failed.get();
  }

  /** Handlers that there was no room for. */
  int dropped() {
    return dropped.get();
  }

  /** For how long the handler has been running that began first; 0: none runs. */
  synchronized long oldestNanos() {
    long oldest = 0;
    for (long since : busySince) {
      oldest = since > 0 ? Math.max(oldest, clock.now() - since) : oldest;
    }
    return oldest;
  }

  private synchronized void note(int place, long since) {
    busySince[place] = since;
  }

  private final class Worker implements Runnable {
    private final int place;

    Worker(int place) {
      this.place = place;
    }

    @Override
    public void run() {
      if (exempt) {
        CurfewBridge.exemptCurrentThread();
      }
      try {
        for (Runnable next = next(); next != null; next = next()) {
          handle(next);
        }
      } catch (InterruptedException e) {
        // a handler's doing; another thread takes the rest
      } finally {
        note(place, FREE);
        if (!waiting.isEmpty()) { // came while this thread still counted as idle
          startAnother();
        }
      }
    }

    private @Nullable Runnable next() throws InterruptedException {
      idle.incrementAndGet();
      try {
        return waiting.poll(idleMillis, TimeUnit.MILLISECONDS);
      } finally {
        idle.decrementAndGet();
      }
    }

    private void handle(Runnable handler) {
      note(place, clock.now());
      try {
        handler.run();
      } catch (Throwable e) {
        failed.incrementAndGet();
      } finally {
        note(place, IDLE);
      }
    }
  }
}
