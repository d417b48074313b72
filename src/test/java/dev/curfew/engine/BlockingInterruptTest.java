package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import java.io.IOException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An interrupt that blocks")
@Timeout(60)
class BlockingInterruptTest {
  /** Generous: machines that build are busy. The close hangs until the other call was stopped. */
  private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Thread.interrupt() closes the channel that the thread is blocked on, and waits for that. */
  private static final class StuckChannel extends AbstractInterruptibleChannel {
    final CountDownLatch closing = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);

    void block() throws IOException {
      boolean done = false;
      begin();
      try {
        await(letGo);
        done = true;
      } finally {
        end(done);
      }
    }

    @Override
    protected void implCloseChannel() {
      closing.countDown();
      await(letGo);
    }

    private static void await(CountDownLatch latch) {
      boolean open = false;
      while (!open) {
        try {
          open = latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          // goes on blocking: that is what this channel is for
        }
      }
    }
  }

  @Test
  @DisplayName("case 14: in a channel whose close hangs, it delays no other call's")
  void delaysNoOther() throws Exception {
    StuckChannel channel = new StuckChannel();
    try (EngineRig rig = new EngineRig(rule("stuck", 50), rule("other", 150))) {
      Thread stuck = new Thread(() -> blockIn(channel, rig));
      stuck.start();
      channel.closing.await();

      long begin = System.nanoTime();
      assertThatThrownBy(
              () -> rig.call("other", () -> new CountDownLatch(1).await(30, TimeUnit.SECONDS)))
          .isInstanceOf(TimeoutExceededException.class);

      assertThat(System.nanoTime() - begin).isLessThan(LATEST_NANOS);
      assertThat(stuck.isAlive()).isTrue();
      await().until(() -> rig.control.health().enforcersBusy() == 1);
      channel.letGo.countDown();
      stuck.join();
    }
  }

  private static void blockIn(StuckChannel channel, EngineRig rig) {
    try {
      rig.call(
          "stuck",
          () -> {
            channel.block();
            return null;
          });
    } catch (Exception e) {
      // its end
    }
  }
}
