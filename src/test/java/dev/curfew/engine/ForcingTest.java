package dev.curfew.engine;

import static dev.curfew.engine.EngineRig.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewFollow;
import dev.curfew.config.Mode;
import dev.curfew.enforce.Checkpoints;
import dev.curfew.enforce.Enforcers;
import dev.curfew.enforce.ForceMeans;
import dev.curfew.enforce.Stacks;
import dev.curfew.enforce.StopRequests;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Force")
@Timeout(60)
class ForcingTest {
  private final Means means = new Means();
  private final Semaphore end = new Semaphore(0);

  /** Does nothing, and knows what it was told. */
  private static final class Means implements ForceMeans {
    final AtomicInteger applied = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();
    final Set<String> paths = ConcurrentHashMap.newKeySet();

    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public List<String> apply(Timer timer) {
      applied.incrementAndGet();
      paths.add(timer.path());
      return List.of();
    }

    @Override
    public List<String> lastWord(Timer timer) {
      return List.of("the last word");
    }

    @Override
    public void ended(Timer timer) {
      ended.incrementAndGet();
    }
  }

  private static EngineRig rig(ForceMeans means) {
    return new EngineRig(
        new EngineRig.Parts() {
          @Override
          Enforcement enforcement(
              Enforcement.Outcomes outcomes, IntFunction<@Nullable Site> sites) {
            return new Enforcers(outcomes, sites, () -> List.of(means), new Stacks());
          }
        },
        rule("job", 50, Mode.FORCE, 10));
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

  @Test
  @DisplayName("has the last word on a call that has ended, and no effect any more")
  void ends() throws Exception {
    try (EngineRig rig = rig(means)) {
      Thread thread = startHanging(rig);
      await().until(() -> means.applied.get() >= 2);

      end.release();
      thread.join();

      await().until(() -> means.ended.get() >= 1);
      await().until(() -> !rig.ended.isEmpty());
      assertThat(rig.ended("job").acts()).extracting(Act::what).containsExactly("the last word");
    }
  }

  @Test
  @DisplayName("is used on a task that its call has left behind, on the task's own thread")
  void tasks() throws Exception {
    try (EngineRig rig = rig(means);
        FollowingPool pool = new FollowingPool(1)) {
      CurfewFollow.setFollowing(rig.siteOf("job"), true);

      Throwable left =
          catchThrowable(
              () ->
                  rig.call(
                      "job",
                      () -> {
                        pool.execute(end::acquireUninterruptibly);
                        return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                      }));

      assertThat(left).isInstanceOf(TimeoutExceededException.class);
      await().until(() -> means.paths.contains("job / task"));
      end.release();
      await().until(() -> rig.ended.size() == 2);
      CurfewFollow.setFollowing(rig.siteOf("job"), false);
    }
  }

  @Test
  @DisplayName("by checkpoints gives all code back that it has changed, after a quiet time each")
  void rests() throws Exception {
    AtomicInteger prepared = new AtomicInteger();
    AtomicInteger quiet = new AtomicInteger();
    StopRequests requests =
        new StopRequests(prepared::incrementAndGet, quiet::incrementAndGet, 50_000_000);
    try (EngineRig rig = rig(new Checkpoints(requests))) {
      for (int round = 1; round <= 2; round++) {
        int before = round - 1;
        Thread thread = startHanging(rig);
        await().until(() -> rig.lists("job") && isForced(rig));
        assertThat(quiet).hasValue(before);
        end.release();
        thread.join();

        await().until(() -> quiet.get() == before + 1);
      }
      assertThat(prepared).hasValue(1);
    }
  }

  private static boolean isForced(EngineRig rig) {
    return rig.timer("job").status() == TimeoutStatus.FORCING;
  }

  @Test
  @DisplayName(
      "is withdrawn when an operator disables the rule, and begins again when he enables it")
  void withdrawn() throws Exception {
    try (EngineRig rig = rig(means)) {
      Thread thread = startHanging(rig);
      await().until(() -> means.applied.get() >= 1);
      assertThat(means.ended).hasValue(0);

      rig.control.disable(new Target.OfRule("job"), Origin.of("operator"));

      await().until(() -> means.ended.get() >= 1);
      await().until(() -> rig.timer("job").status() == TimeoutStatus.ABANDONED);
      int before = means.applied.get();
      rig.control.enable(new Target.OfRule("job"), Origin.of("operator"));
      await().until(() -> means.applied.get() > before);
      end.release();
      thread.join();
    }
  }
}
