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
  private static final long LONGEST_NANOS = 60_000_000_000L;

  /** Like a connection that is handed back to its pool after the operation. */
  private static final class Resource {
    volatile boolean handedBack;
  }

  /** An owner uses one resource after another; an enforcer acts on what it finds in use. */
  private static final class Race {
    private final AtomicReference<CurfewUse> current = new AtomicReference<>();
    private final AtomicInteger acts = new AtomicInteger();

    /** Acts on something that had been handed back. */
    private final AtomicInteger stray = new AtomicInteger();

    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * @param take how the enforcer takes a use for its act
     * @param enough ends the race, after {@link #ROUNDS} at the earliest: the owner may be through
     *     with them before the enforcer's thread has begun
     */
    Race run(Predicate<CurfewUse> take, Predicate<Race> enough) throws InterruptedException {
      Thread enforcer = new Thread(() -> actOnUses(take));
      enforcer.start();
      Object token = CurfewBridge.enter(CurfewWord.MAX_SITE);
      CurfewCall call = (CurfewCall) token;
      long began = System.nanoTime();
      for (int i = 0; i < ROUNDS || (!enough.test(this) && isTimeLeft(began)); i++) {
        Resource resource = new Resource();
        CurfewUse use = new CurfewUse(resource, call, call.word(), null);
        current.set(use);
        use.leave();
        resource.handedBack = true;
      }
      CurfewBridge.exit(token);
      over.set(true);
      enforcer.join();
      return this;
    }

    private static boolean isTimeLeft(long began) {
      return System.nanoTime() - began < LONGEST_NANOS;
    }

    private void actOnUses(Predicate<CurfewUse> take) {
      while (!over.get()) {
        CurfewUse use = current.get();
        if (use != null && take.test(use)) {
          acts.incrementAndGet();
          if (((Resource) use.resource()).handedBack) {
            stray.incrementAndGet();
          }
          use.acted();
        }
      }
    }
  }

  @Test
  @DisplayName("is never done to it afterwards")
  void neverAfterwards() throws InterruptedException {
    Race race = new Race().run(CurfewUse::tryAct, r -> r.acts.get() >= 100);

    assertThat(race.acts).hasPositiveValue();
    assertThat(race.stray).hasValue(0);
  }

  @Test
  @DisplayName("would be done afterwards if the enforcer looked instead of taking it (control)")
  void control() throws InterruptedException {
    Race race = new Race().run(use -> !use.isActedOn(), r -> r.stray.get() > 0);

    assertThat(race.stray).hasPositiveValue();
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
