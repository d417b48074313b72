package dev.curfew.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A virtual thread's calls")
@Timeout(60)
class StrandTest {

  @Test
  @DisplayName(
      "an interrupted call is seen until it has ended, so that no enforcer takes our interrupt for"
          + " somebody else's")
  void seenUntilItHasEnded() throws Exception {
    CurfewStrand strand = new CurfewStrand(null, new CurfewStripe());
    CurfewScope parent = (CurfewScope) strand.enter(1);
    CurfewScope child = (CurfewScope) strand.enter(2);
    strand.stripe.takeAll();
    CountDownLatch fired = new CountDownLatch(1);
    AtomicBoolean enforcerHasGate = new AtomicBoolean();
    AtomicBoolean flagLeft = new AtomicBoolean(true);
    Thread owner =
        new Thread(
            () -> {
              fire(child, strand);
              fired.countDown();
              while (!enforcerHasGate.get()) {
                Thread.onSpinWait();
              }
              CurfewBridge.exit(child);
              CurfewBridge.exit(parent);
              flagLeft.set(Thread.currentThread().isInterrupted());
            });
    owner.start();
    fired.await();
    enforcerHasGate.set(strand.tryGateForEnforcer());

    await().until(() -> LockSupport.getBlocker(owner) instanceof CurfewInterruptInFlight);
    CurfewCall seen = strand.innermost();
    strand.openGate();
    owner.join();

    assertThat(seen).isSameAs(child);
    assertThat(strand.innermost()).isNull();
    assertThat(flagLeft).isFalse();
  }

  @Test
  @DisplayName("wake the watcher before too many of one site wait on a stripe for it")
  void crowd() {
    AtomicInteger woken = new AtomicInteger();
    CurfewHooks hooks =
        new CurfewHooks() {
          @Override
          protected void crowded() {
            woken.incrementAndGet();
          }
        };
    CurfewStrand strand = new CurfewStrand(null, new CurfewStripe());
    CurfewHooks.install(hooks);
    try {
      for (int i = 0; i < 3 * 65_536; i++) {
        CurfewBridge.exit(strand.enter(1));
      }
    } finally {
      CurfewHooks.uninstall(hooks);
    }

    assertThat(woken).hasValue(3);
  }

  private static void fire(CurfewCall call, CurfewOwner owner) {
    long word = call.word();
    call.claim(word);
    call.interrupt(owner, Thread.currentThread(), word);
  }
}
