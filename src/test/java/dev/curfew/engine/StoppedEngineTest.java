package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A call that was being stopped when the engine ended for good")
@Timeout(60)
class StoppedEngineTest {
  /** The call catches the interrupt, and the engine is gone before the call ends. */
  private static WeakReference<Engine> stopInside(boolean returns) {
    EngineRig rig = new EngineRig(rule("slow", 50), rule("other", 60_000));
    WeakReference<Engine> engine = new WeakReference<>(rig.engine);
    assertThatThrownBy(
            () ->
                rig.call(
                    "slow",
                    () -> {
                      try {
                        new CountDownLatch(1).await();
                        return "never";
                      } catch (InterruptedException e) {
                        rig.engine.stop();
                        rig.engine.retire();
                        if (returns) {
                          return "late";
                        }
                        throw e;
                      }
                    }))
        .isInstanceOf(TimeoutExceededException.class);
    return engine;
  }

  @Test
  @DisplayName("ends by its timeout, as the interrupt was ours")
  void interrupted() {
    stopInside(false);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  @DisplayName("ends by its timeout also when it returns")
  void returned() {
    stopInside(true);
  }

  @Test
  @DisplayName("is the last that holds the engine")
  void collectable() {
    WeakReference<Engine> engine = stopInside(false);

    await()
        .until(
            () -> {
              System.gc();
              return engine.get() == null;
            });
  }

  @Test
  @DisplayName("does not make others end by a timeout")
  void others() throws Exception {
    EngineRig rig = new EngineRig(rule("other", 60_000));

    String value =
        rig.call(
            "other",
            () -> {
              await().until(() -> rig.lists("other"));
              rig.engine.stop();
              rig.engine.retire();
              return "its own";
            });

    assertThat(value).isEqualTo("its own");
  }
}
