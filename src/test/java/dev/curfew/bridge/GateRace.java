package dev.curfew.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls that end around their own deadline, a hot watcher that claims them and enforcers that
 * interrupt, some after a stall. After each call the thread's flag has to be what somebody else
 * made it: clear, or set before the call. The answer is empty, or says what was seen.
 */
public final class GateRace implements Callable<String> {
  private static final int THREADS = 8;
  private static final int SITE = 1;
  private static final long DEADLINE_NANOS = 60_000;

  private final long calls = Long.getLong("race.calls");
  private final long maxMillis = Long.getLong("race.millis");
  private final boolean foreignFlags = Boolean.getBoolean("race.foreign");
  private final ConcurrentLinkedQueue<Runnable> acts = new ConcurrentLinkedQueue<>();
  private final AtomicLong left = new AtomicLong(calls);
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong claimed = new AtomicLong();
  private final AtomicLong stray = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong thrown = new AtomicLong();
  private volatile boolean stop;

  @Override
  public String call() throws Exception {
    CurfewHooks.install(new Throwing());
    long begin = System.nanoTime();
    List<Thread> others = List.of(start(this::watch), start(this::enforce), start(this::enforce));
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      callers.add(start(this::makeCalls));
    }
    for (Thread t : callers) {
      t.join(maxMillis * 2);
    }
    stop = true;
    for (Thread t : others) {
      t.join();
    }
    System.out.printf(
        "%,d calls around their deadline, %,d of them ran out of time, in %,d ms%n",
        made.get(), claimed.get(), (System.nanoTime() - begin) / 1_000_000);
    return report();
  }

  private String report() {
    StringBuilder seen = new StringBuilder();
    if (stray.get() > 0) {
      seen.append("stray interrupts: ").append(stray).append("; ");
    }
    if (lost.get() > 0) {
      seen.append("somebody else's interrupts lost: ").append(lost).append("; ");
    }
    if (claimed.get() != thrown.get()) {
      seen.append("claimed ").append(claimed).append(" but thrown ").append(thrown).append("; ");
    }
    if (claimed.get() < 10) {
      seen.append("only ").append(claimed).append(" calls ran out of time: nothing was raced; ");
    }
    return seen.toString();
  }

  private static Thread start(Runnable body) {
    Thread t = new Thread(body);
    t.setDaemon(true);
    t.start();
    return t;
  }

  private void makeCalls() {
    long end = System.nanoTime() + maxMillis * 1_000_000;
    while (nothingSeen() && left.getAndDecrement() > 0 && System.nanoTime() < end) {
      boolean foreign = foreignFlags && ThreadLocalRandom.current().nextInt(4) == 0;
      if (foreign) {
        Thread.currentThread().interrupt();
      }
      oneCall();
      check(foreign);
      made.incrementAndGet();
    }
  }

  private boolean nothingSeen() {
    return stray.get() + lost.get() == 0;
  }

  private void oneCall() {
    Object token = CurfewBridge.enter(SITE);
    long until =
        System.nanoTime()
            + DEADLINE_NANOS
            + ThreadLocalRandom.current().nextLong(-DEADLINE_NANOS / 2, DEADLINE_NANOS / 2);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    try {
      CurfewBridge.exit(token);
    } catch (IllegalStateException timeout) {
      thrown.incrementAndGet();
    }
  }

  /** Looks twice: a stray interrupt may come a little later. */
  private void check(boolean foreign) {
    boolean set = Thread.interrupted();
    if (foreign != set) {
      (foreign ? lost : stray).incrementAndGet();
    }
    for (int i = ThreadLocalRandom.current().nextInt(500); i > 0; i--) {
      Thread.onSpinWait();
    }
    if (Thread.interrupted()) {
      stray.incrementAndGet();
    }
  }

  private void watch() {
    long[] seenWord = new long[CurfewLines.STRIDE * 64];
    long[] due = new long[seenWord.length];
    while (!stop) {
      CurfewLines.Block block = CurfewLines.blocks()[0];
      for (int line = 0; line < block.used(); line++) {
        CurfewCursor c = block.first(line);
        int i = CurfewLines.Block.indexOf(line);
        long word = c.word();
        if (!CurfewWord.isOpen(word)) {
          continue;
        }
        long now = System.nanoTime();
        if (seenWord[i] != word) {
          seenWord[i] = word;
          due[i] = now + DEADLINE_NANOS;
        } else if (now - due[i] >= 0) {
          claim(c, word);
        }
      }
    }
  }

  private void claim(CurfewCursor c, long word) {
    c.timer = this;
    if (c.claim(word)) {
      claimed.incrementAndGet();
      acts.add(new Act(c, word));
    }
  }

  private void enforce() {
    while (!stop) {
      Runnable act = acts.poll();
      if (act != null) {
        act.run();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private final class Act implements Runnable {
    private final CurfewCursor call;
    private final long word;

    Act(CurfewCursor call, long word) {
      this.call = call;
      this.word = word;
    }

    @Override
    public void run() {
      for (int i = ThreadLocalRandom.current().nextInt(400); i > 0; i--) {
        Thread.onSpinWait();
      }
      CurfewOwner owner = call.owner();
      if (call.interrupt(owner, owner.thread(), word) == CurfewCall.Delivery.BUSY) {
        acts.add(this);
      }
    }
  }

  private static final class Throwing extends CurfewHooks {
    @Override
    protected RuntimeException ended(Object timer, long word, Throwable body) {
      return new IllegalStateException("out of time", body);
    }
  }
}
