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

  private final long rounds = Long.getLong("race.calls");
  private volatile CurfewCall parentToFire;
  private volatile CurfewCall childToFire;
  private volatile boolean stop;
  private long bothFired;
  private long lost;
  private long leftOver;

  @Override
  public String call() throws Exception {
    CurfewHooks.install(new CurfewHooks() {});
    Thread me = Thread.currentThread();
    Thread parents = enforcer(me, true);
    Thread children = enforcer(me, false);
    for (long i = 0; i < rounds; i++) {
      round();
    }
    stop = true;
    parents.join();
    children.join();
    String seen = lost == 0 && leftOver == 0 ? "" : "lost " + lost + ", left over " + leftOver;
    return bothFired < rounds / 1000 ? seen + "; only " + bothFired + " rounds raced" : seen;
  }

  private Thread enforcer(Thread target, boolean forParent) {
    Thread t =
        new Thread(
            () -> {
              while (!stop) {
                CurfewCall call = forParent ? parentToFire : childToFire;
                if (call != null) {
                  fire(call, target);
                }
              }
            });
    t.setDaemon(true);
    t.start();
    return t;
  }

  private void fire(CurfewCall call, Thread target) {
    long word = call.word();
    if (!CurfewWord.isOpen(word)) {
      return;
    }
    spin(200);
    if (call.claim(word)) {
      while (call.interrupt(call.owner(), target, word) == CurfewCall.Delivery.BUSY) {
        Thread.onSpinWait();
      }
    }
  }

  private void round() {
    CurfewCall parent = (CurfewCall) CurfewBridge.enter(PARENT);
    CurfewCall child = (CurfewCall) CurfewBridge.enter(CHILD);
    childToFire = child;
    spin(300);
    parentToFire = parent;
    spin(300);
    boolean childFired = CurfewWord.state(child.word()) == CurfewWord.FIRED;
    CurfewBridge.exit(child);
    childToFire = null;
    awaitParentFired(parent);
    boolean parentFired = CurfewWord.state(parent.word()) == CurfewWord.FIRED;
    if (childFired && parentFired) {
      bothFired++;
    }
    if (parentFired && !Thread.currentThread().isInterrupted()) {
      lost++;
    }
    parentToFire = null;
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
