package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Under a debugger")
@Timeout(60)
class DebuggerTest {

  private static void untilPassed(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    await().until(() -> System.nanoTime() > end);
  }

  @Test
  @DisplayName(
      "case 20: a thread that a debugger has suspended is not stopped, and has its time"
          + " when it goes on")
  void suspended() throws Exception {
    AtomicBoolean suspended = new AtomicBoolean(true);
    try (EngineRig rig = new EngineRig(rule("job", 800))) {
      rig.engine.use(new Debugger(suspended));
      rig.call(
          "job",
          () -> {
            await().until(() -> rig.timer("job").paused());
            long left = rig.timer("job").remainingNanos();
            untilPassed(1_200);
            assertThat(rig.timer("job").remainingNanos()).isEqualTo(left);
            suspended.set(false);
            await().until(() -> !rig.timer("job").paused());
            assertThat(rig.timer("job").remainingNanos()).isBetween(1L, left);
            return null;
          });
      assertThat(rig.expired).isEmpty();
    }
  }

  private record Debugger(AtomicBoolean suspends) implements ProcessFacts {
    @Override
    public long cpuNanos() {
      return UNKNOWN;
    }

    @Override
    public boolean mayBeDebugged() {
      return true;
    }

    @Override
    public boolean[] suspended(long[] threads) {
      boolean[] answer = new boolean[threads.length];
      Arrays.fill(answer, suspends.get());
      return answer;
    }
  }
}
