package dev.curfew.enforce;

import dev.curfew.bridge.CurfewStopRequest;
import dev.curfew.engine.Timer;
import java.util.List;

/** Ends a call at the next checkpoint that its thread comes to. */
public final class Checkpoints implements ForceMeans {
  /** A loop with checkpoints comes to one in microseconds, once its code is compiled anew. */
  private static final long PATIENCE_NANOS = 500_000_000;

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
    requests.awaitStop(timer, request, PATIENCE_NANOS);
    if (request.thrown() > 0) {
      return List.of(StopRequests.THROWN);
    }
    String unsafe = request.heldBackBy();
    return unsafe == null ? List.of() : List.of("no stop thrown at a checkpoint inside " + unsafe);
  }

  @Override
  public List<String> lastWord(Timer timer) {
    return requests.lastWord(timer);
  }

  @Override
  public void ended(Timer timer) {
    requests.ended(timer);
  }
}
