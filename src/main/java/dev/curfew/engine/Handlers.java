package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what applications want to be run at a timeout, on a few threads of its own: it may throw,
 * hang and take long, and holds up neither interrupts nor the JVM's end. Any thread.
 */
final class Handlers {
  static final int THREADS = 4;
  private static final int WAITING = 1_000;
  private static final long IDLE_SECONDS = 10;

  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(WAITING);
  private final AtomicInteger threads = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final long[] busySince = new long[THREADS];
  private final EngineClock clock;

  Handlers(EngineClock clock) {
    this.clock = clock;
  }

  /** Runs it soon; counts it as dropped when too much is waiting. */
  void run(Runnable handler) {
    if (!waiting.offer(handler)) {
      dropped.incrementAndGet();
    } else if (idle.get() < waiting.size()) {
      startAnother();
    }
  }

  private synchronized void startAnother() {
    int slot = threads.get();
    if (slot == THREADS) {
      return;
    }
    threads.incrementAndGet();
    try {
      Thread t = new Thread(null, new Worker(freeSlot()), "curfew-handler", 0, false);
      t.setDaemon(true);
      t.start();
    } catch (Throwable e) { // no native thread: those that exist go on
      threads.decrementAndGet();
    }
  }

  private int freeSlot() {
    for (int i = 0; i < THREADS; i++) {
      if (busySince[i] == 0) {
        busySince[i] = -1;
        return i;
      }
    }
    throw new IllegalStateException("more threads than places");
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

  private synchronized void note(int slot, long since) {
    busySince[slot] = since;
  }

  private final class Worker implements Runnable {
    private final int slot;

    Worker(int slot) {
      this.slot = slot;
    }

    @Override
    public void run() {
      CurfewBridge.exemptCurrentThread();
      try {
        for (Runnable next = next(); next != null; next = next()) {
          handle(next);
        }
      } catch (InterruptedException e) {
        // a handler's doing; another thread takes the rest
      } finally {
        threads.decrementAndGet();
        note(slot, 0);
      }
    }

    private @Nullable Runnable next() throws InterruptedException {
      idle.incrementAndGet();
      try {
        return waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
      } finally {
        idle.decrementAndGet();
      }
    }

    private void handle(Runnable handler) {
      note(slot, clock.now());
      try {
        handler.run();
      } catch (Throwable e) {
        failed.incrementAndGet();
      } finally {
        note(slot, -1);
      }
    }
  }
}
