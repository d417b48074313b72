package dev.curfew.bridge;

import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A child that ends while both it and its parent are being interrupted. The parent's interrupt must
 * neither be lost nor be left over after the parent has ended.
 */
public final class NestedRace implements Callable<String> {
  private static final int PARENT = 1;
  private static final int CHILD = 2;

  private static final long ENOUGH_RACED = 20;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static final class Round {
    final CurfewCall parent;
    final CurfewCall child;

    Round(CurfewCall parent, CurfewCall child) {
      this.parent = parent;
      this.child = child;
    }
  }

  private final long rounds = Long.getLong("race.calls");
  private volatile Round open;
  private volatile boolean stop;
  private long bothFired;
  private long lost;
  private long leftOver;

  @Override
  public String call() throws Exception {
    CurfewHooks.install(new CurfewHooks() {});
    Thread me = Thread.currentThread();
    Thread enforcer = new Thread(() -> enforce(me));
    enforcer.setDaemon(true);
    enforcer.start();
    long end = System.nanoTime() + Long.getLong("race.millis") * 1_000_000;
    long done = 0;
    while (goOn(done, end)) {
      round();
      done++;
    }
    stop = true;
    enforcer.join();
    System.out.printf("%,d rounds of parent and child, in %,d both were fired%n", done, bothFired);
    if (lost + leftOver > 0) {
      return "lost " + lost + ", left over " + leftOver;
    }
    return bothFired < ENOUGH_RACED ? "only " + bothFired + " rounds raced" : "";
  }

  /** On a machine that is busy with other things it takes longer until the two meet. */
  private boolean goOn(long done, long end) {
    long over = System.nanoTime() - end;
    boolean inTime = done < rounds && over < 0;
    return lost + leftOver == 0 && (inTime || (bothFired < ENOUGH_RACED && over < PATIENCE_NANOS));
  }

  /** The child first, then, after a while, the parent. */
  private void enforce(Thread target) {
    Round done = null;
    while (!stop) {
      Round round = open;
      if (round != null && round != done) {
        done = round;
        fire(round.child, target);
        spin(300);
        fire(round.parent, target);
      }
    }
  }

  private static void fire(CurfewCall call, Thread target) {
    long word = call.word();
    if (CurfewWord.isOpen(word) && call.claim(word)) {
      while (call.interrupt(call.owner(), target, word) == CurfewCall.Delivery.BUSY) {
        Thread.onSpinWait();
      }
    }
  }

  private void round() {
    CurfewCall parent = (CurfewCall) CurfewBridge.enter(PARENT);
    CurfewCall child = (CurfewCall) CurfewBridge.enter(CHILD);
    open = new Round(parent, child);
    spin(600);
    boolean childFired = CurfewWord.state(child.word()) >= CurfewWord.FIRING;
    CurfewBridge.exit(child);
    awaitParentFired(parent);
    boolean parentFired = CurfewWord.state(parent.word()) == CurfewWord.FIRED;
    if (childFired && parentFired) {
      bothFired++;
    }
    if (parentFired && !Thread.currentThread().isInterrupted()) {
      lost++;
    }
    open = null;
    CurfewBridge.exit(parent);
    if (Thread.interrupted()) {
      leftOver++;
    }
  }

  private static void awaitParentFired(CurfewCall parent) {
    for (int i = 0; i < 20_000 && CurfewWord.state(parent.word()) != CurfewWord.FIRED; i++) {
      Thread.onSpinWait();
    }
  }

  private static void spin(int most) {
    for (int i = ThreadLocalRandom.current().nextInt(most); i > 0; i--) {
      Thread.onSpinWait();
    }
  }
}
