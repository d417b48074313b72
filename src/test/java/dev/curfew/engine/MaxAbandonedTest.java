package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.CallRefusedException;
import dev.curfew.config.LateResult;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import dev.curfew.config.RuleOptions;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A rule with max-abandoned")
@Timeout(60)
class MaxAbandonedTest {
  private static final RuleOptions AT_MOST_TWO =
      new RuleOptions(null, List.of(), null, false, LateResult.THROW, null, 2);

  private final Semaphore end = new Semaphore(0);

  private static Rule limited() {
    Rule plain = rule("job", 50, Mode.INTERRUPT, 10);
    return new Rule(
        plain.name(),
        plain.methods(),
        plain.timeout(),
        plain.warnAt(),
        plain.grace(),
        plain.mode(),
        AT_MOST_TWO);
  }

  private Thread startHanging(EngineRig rig) {
    Thread thread =
        new Thread(
            () -> {
              try {
                rig.call(
                    "job",
                    () -> {
                      end.acquireUninterruptibly();
                      return 0;
                    });
              } catch (Exception e) {
                // its timeout
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static int answer(EngineRig rig) throws Exception {
    return rig.call("job", () -> 42);
  }

  @Test
  @DisplayName(
      "refuses new calls with a clear exception while as many are abandoned, and lets them in again"
          + " when one of those has ended")
  void refuses() throws Exception {
    try (EngineRig rig = new EngineRig(limited())) {
      startHanging(rig);
      await().until(() -> rig.abandoned.size() == 1);
      assertThat(answer(rig)).as("one is borne").isEqualTo(42);

      startHanging(rig);
      await().until(() -> rig.abandoned.size() == 2);
      assertThatExceptionOfType(CallRefusedException.class)
          .isThrownBy(() -> answer(rig))
          .withMessageContaining("2 or more calls of rule 'job' ran out of time");

      end.release();
      await().until(() -> rig.ended.size() == 1);
      assertThat(answer(rig)).isEqualTo(42);
      end.release();
    }
  }

  @Test
  @DisplayName("refuses nothing while an operator has disabled it")
  void disabled() throws Exception {
    try (EngineRig rig = new EngineRig(limited())) {
      startHanging(rig);
      startHanging(rig);
      await().until(() -> rig.abandoned.size() == 2);

      rig.control.disable(new Target.OfRule("job"), Origin.of("test"));

      await().until(() -> isLetIn(rig));
      end.release(2);
    }
  }

  private static boolean isLetIn(EngineRig rig) throws Exception {
    try {
      return answer(rig) == 42;
    } catch (CallRefusedException e) {
      return false;
    }
  }
}
