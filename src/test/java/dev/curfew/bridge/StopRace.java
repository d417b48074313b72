package dev.curfew.bridge;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls that end around their own deadline, one after the other on the same thread, and somebody
 * who claims them, asks for the stop of every other one a little later, and takes the request back
 * later still, in the middle of another call that he has claimed. No stop may be thrown outside the
 * call that it was asked for. The answer is empty, or says what was seen.
 */
public final class StopRace implements Callable<String> {
  private static final int THREADS = 1;
  private static final int SITE = 1;
  private static final long AROUND_NANOS = 60_000;
  private static final CurfewEntryFrame ENTRY =
      new CurfewEntryFrame(
          StopRace.class.getName(),
          "oneCall",
          "(L" + Caller.class.getName().replace('.', '/') + ";)V");

  private final long maxMillis = Long.getLong("race.millis");
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong stopped = new AtomicLong();
  private final AtomicLong stray = new AtomicLong();
  private volatile boolean stop;

  /** One thread, and what it shows to the one who stops its calls. */
  private static final class Caller {
    volatile CurfewCall call;
    volatile long word;

    /** The word of the last call whose stop was asked for. */
    volatile long asked;
  }

  @Override
  public String call() throws Exception {
    List<Caller> callers = List.of(new Caller());
    Thread[] threads = new Thread[2 * THREADS];
    for (int i = 0; i < THREADS; i++) {
      Caller caller = callers.get(i);
      threads[i] = new Thread(() -> makeCalls(caller));
      threads[THREADS + i] = new Thread(() -> stopCalls(caller));
    }
    for (Thread t : threads) {
      t.setDaemon(true);
      t.start();
    }
    for (int i = 0; i < THREADS; i++) {
      threads[i].join(maxMillis * 2);
    }
    stop = true;
    for (Thread t : threads) {
      t.join(10_000);
    }
    System.out.printf(
        "%,d calls, %,d asked to stop, %,d stopped at a checkpoint, %,d stray%n",
        made.get(), asked.get(), stopped.get(), stray.get());
    return stray.get() > 0
        ? "stray stops: " + stray
        : stopped.get() < 3 ? "only " + stopped + " were stopped: nothing was raced" : "";
  }

  private void makeCalls(Caller caller) {
    long end = System.nanoTime() + maxMillis * 1_000_000;
    while (stray.get() == 0 && System.nanoTime() < end) {
      oneCall(caller);
      try {
        for (int i = ThreadLocalRandom.current().nextInt(50); i > 0; i--) {
          CurfewCheckpoint.check();
        }
      } catch (Throwable e) {
        stray.incrementAndGet();
      }
      made.incrementAndGet();
    }
  }

  /** An entry method. */
  private void oneCall(Caller caller) {
    Object token = CurfewBridge.enter(SITE);
    CurfewCall call = CurfewBridge.innermostOpen();
    long word = call.word();
    try {
      caller.call = call;
      caller.word = word;
      long until =
          System.nanoTime()
              + ThreadLocalRandom.current().nextLong(AROUND_NANOS / 4, 4 * AROUND_NANOS);
      while (System.nanoTime() < until) {
        CurfewCheckpoint.check();
      }
    } catch (Throwable e) {
      (caller.asked == word ? stopped : stray).incrementAndGet();
    }
    CurfewBridge.exit(token);
  }

  private void stopCalls(Caller caller) {
    CurfewStopRequest last = null;
    while (!stop) {
      pause(AROUND_NANOS);
      long word = caller.word;
      CurfewCall call = caller.call;
      if (call == null || caller.word != word) {
        continue;
      }
      if (!call.claim(word)) {
        continue;
      }
      pause(AROUND_NANOS / 2);
      if (last == null) {
        asked.incrementAndGet();
        caller.asked = word;
        last = CurfewCheckpoint.ask(call.owner(), call, word, ENTRY);
      } else {
        pause(2 * AROUND_NANOS);
        CurfewCheckpoint.end(last);
        last = null;
      }
    }
  }

  private static void pause(long aboutNanos) {
    long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(1, aboutNanos);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
