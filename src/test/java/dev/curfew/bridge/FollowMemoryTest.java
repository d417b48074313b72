package dev.curfew.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What is kept of tasks that wait")
@Timeout(120)
class FollowMemoryTest {
  private static final int SITE = 5_000;
  private static final int MANY = 1_600_000;

  @BeforeEach
  void follow() {
    awaitNone(); // what tests before have left
    CurfewFollow.setFollowing(SITE, true);
  }

  @AfterEach
  void forget() {
    CurfewFollow.setFollowing(SITE, false);
    awaitNone();
  }

  private static void awaitNone() {
    await()
        .until(
            () -> {
              System.gc();
              return CurfewFollow.sweep() == 0;
            });
  }

  @Test
  @DisplayName("goes with the tasks, when they never begin, while the call is open")
  void collectable() {
    Object token = CurfewBridge.enter(SITE);
    for (int i = 0; i < 100_000; i++) {
      CurfewFollow.submitted(new Object());
    }

    awaitNone();

    CurfewBridge.exit(token);
  }

  @Test
  @DisplayName("is bounded: tasks beyond are not followed, and counted")
  void bounded() {
    long before = CurfewFollow.notFollowed();
    List<Object> tasks = new ArrayList<>(MANY);
    Object token = CurfewBridge.enter(SITE);
    for (int i = 0; i < MANY; i++) {
      Object task = new Object();
      tasks.add(task);
      CurfewFollow.submitted(task);
    }
    CurfewBridge.exit(token);

    long notFollowed = CurfewFollow.notFollowed() - before;
    assertThat(notFollowed).isPositive();
    assertThat(CurfewFollow.sweep()).isEqualTo(MANY - (int) notFollowed).isGreaterThan(1_000_000);
    assertThat(tasks).hasSize(MANY);
  }

  @Test
  @DisplayName("is one entry for a task that waits many times, and gone when it has begun as often")
  void oneForMany() {
    List<Boolean> inCall = new ArrayList<>();
    Runnable task = () -> inCall.add(CurfewBridge.innermostOpen() != null);
    Object token = CurfewBridge.enter(SITE);
    for (int i = 0; i < 1_000; i++) {
      CurfewFollow.submitted(task);
    }
    assertThat(CurfewFollow.sweep()).isEqualTo(1);
    CurfewBridge.exit(token);
    long orphans = CurfewFollow.orphans();

    for (int i = 0; i < 1_001; i++) {
      CurfewFollow.run(task);
    }

    assertThat(inCall).hasSize(1_001).containsOnly(false);
    assertThat(CurfewFollow.orphans() - orphans).isEqualTo(1_000);
    assertThat(CurfewFollow.sweep()).isZero();
  }

  @Test
  @DisplayName("is nothing while no call that follows is open")
  void nothing() {
    for (int i = 0; i < 1_000; i++) {
      CurfewFollow.submitted(new Object());
    }

    assertThat(CurfewFollow.sweep()).isZero();
  }
}
