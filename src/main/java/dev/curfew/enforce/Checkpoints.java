package dev.curfew.enforce;

import dev.curfew.bridge.CurfewStopRequest;
import dev.curfew.engine.Timer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Ends a call at the next checkpoint that its thread comes to. */
public final class Checkpoints implements ForceMeans {
  /** A loop with checkpoints comes to one in microseconds, once its code is compiled anew. */
  private static final long PATIENCE_NANOS = 50_000_000;

  private static final long LOOK_NANOS = 1_000_000;

  private final StopRequests requests;

  public Checkpoints(StopRequests requests) {
    this.requests = requests;
  }

  @Override
  public String name() {
    return "checkpoints";
  }

  @Override
  public List<String> apply(Timer timer) throws Exception {
    CurfewStopRequest request = requests.of(timer);
    if (request == null) {
      return List.of();
    }
    int before = request.thrown();
    long begin = System.nanoTime();
    while (request.thrown() == before
        && timer.isLive()
        && System.nanoTime() - begin < PATIENCE_NANOS) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    if (request.thrown() > 0) {
      return List.of("stop thrown at a checkpoint");
    }
    String unsafe = request.heldBackBy();
    return unsafe == null ? List.of() : List.of("no stop thrown at a checkpoint inside " + unsafe);
  }

  @Override
  public void ended(Timer timer) {
    requests.ended(timer);
  }
}
