package dev.curfew.enforce;

import dev.curfew.bridge.CurfewStopRequest;
import dev.curfew.engine.Site;
import dev.curfew.engine.Timer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Puts checkpoints into the classes on the stack of a call that has come to none so far. What is on
 * the stack then does not see them, what it calls does.
 */
public final class Retransform implements ForceMeans {
  /** For what ends the call without: the checkpoints that are there, or another means. */
  private static final long PATIENCE_NANOS = 50_000_000;

  private static final long LOOK_NANOS = 1_000_000;

  private final StopRequests requests;
  private final Function<StackTraceElement[], List<String>> weaver;

  /**
   * @param weaver weaves the classes of these frames; answers with the names of those that are new
   */
  public Retransform(StopRequests requests, Function<StackTraceElement[], List<String>> weaver) {
    this.requests = requests;
    this.weaver = weaver;
  }

  @Override
  public String name() {
    return "retransform";
  }

  @Override
  public List<String> apply(Timer timer) throws Exception {
    CurfewStopRequest request = requests.of(timer);
    if (request == null || isBeingStopped(timer, request)) {
      return List.of();
    }
    if (timer.thread().getState() != Thread.State.RUNNABLE) {
      return List.of(); // it blocks: there is nothing that runs into a checkpoint
    }
    StackTraceElement[] frames = framesOf(timer);
    if (!timer.isLive()) {
      return List.of(); // these were not the call's
    }
    List<String> woven = weaver.apply(frames);
    return woven.isEmpty()
        ? List.of()
        : List.of("checkpoints woven into " + String.join(", ", woven));
  }

  private static boolean isBeingStopped(Timer timer, CurfewStopRequest request) {
    int before = request.thrown();
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < PATIENCE_NANOS) {
      if (!timer.isLive() || request.thrown() != before) {
        return true;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return false;
  }

  /** From the outermost frame of the entry method inwards; all where there is none. */
  private static StackTraceElement[] framesOf(Timer timer) {
    StackTraceElement[] stack = timer.thread().getStackTrace();
    Site site = timer.site();
    for (int i = stack.length - 1; i >= 0; i--) {
      if (stack[i].getMethodName().equals(site.methodName())
          && stack[i].getClassName().equals(site.className())) {
        return Arrays.copyOf(stack, i + 1);
      }
    }
    return stack;
  }

  @Override
  public void ended(Timer timer) {
    requests.ended(timer);
  }
}
