package dev.curfew.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What is done to a resource that a thread is leaving")
@Timeout(120)
class CurfewUseTest {
  private static final int ROUNDS = 200_000;

  /** Like a connection that is handed back to its pool after the operation. */
  private static final class Resource {
    volatile boolean handedBack;
  }

  /**
   * An owner uses one resource after another; an enforcer acts on what it finds in use.
   *
   * @param take how the enforcer takes a use for its act
   * @return acts on something that had been handed back
   */
  private static int strayActs(Predicate<CurfewUse> take) throws InterruptedException {
    AtomicReference<CurfewUse> current = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger stray = new AtomicInteger();
    Thread enforcer =
        new Thread(
            () -> {
              while (!over.get()) {
                CurfewUse use = current.get();
                if (use != null && take.test(use)) {
                  if (((Resource) use.resource()).handedBack) {
                    stray.incrementAndGet();
                  }
                  use.acted();
                }
              }
            });
    enforcer.start();
    Object token = CurfewBridge.enter(CurfewWord.MAX_SITE);
    CurfewCall call = (CurfewCall) token;
    for (int i = 0; i < ROUNDS; i++) {
      Resource resource = new Resource();
      CurfewUse use = new CurfewUse(resource, call, call.word(), null);
      current.set(use);
      use.leave();
      resource.handedBack = true;
    }
    CurfewBridge.exit(token);
    over.set(true);
    enforcer.join();
    return stray.get();
  }

  @Test
  @DisplayName("is never done to it afterwards")
  void neverAfterwards() throws InterruptedException {
    assertThat(strayActs(CurfewUse::tryAct)).isZero();
  }

  @Test
  @DisplayName("would be done afterwards if the enforcer looked instead of taking it (control)")
  void control() throws InterruptedException {
    assertThat(strayActs(use -> !use.isActedOn())).isPositive();
  }

  @Test
  @DisplayName("is waited for")
  void waitedFor() throws InterruptedException {
    Object token = CurfewBridge.enter(CurfewWord.MAX_SITE);
    CurfewCall call = (CurfewCall) token;
    CurfewUse use = new CurfewUse(new Resource(), call, call.word(), null);
    assertThat(use.tryAct()).isTrue();
    AtomicBoolean left = new AtomicBoolean();
    Thread owner =
        new Thread(
            () -> {
              use.leave();
              left.set(true);
            });
    owner.start();
    while (owner.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(left).isFalse();

    use.acted();
    owner.join();

    assertThat(left).isTrue();
    assertThat(use.tryAct()).as("it has been left").isFalse();
    CurfewBridge.exit(token);
  }
}
