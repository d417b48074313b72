package dev.curfew.enforce;

import dev.curfew.bridge.CurfewStopRequest;
import dev.curfew.engine.Site;
import dev.curfew.engine.Timer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Puts checkpoints into the classes on the stack of a call that has come to none so far. What is on
 * the stack then does not see them, what it calls does.
 */
public final class Retransform implements ForceMeans {
  /** For what ends the call without: the checkpoints that are there, or another means. */
  private static final long PATIENCE_NANOS = 50_000_000;

  /** For what was woven to have its effect. */
  private static final long EFFECT_NANOS = 500_000_000;

  /**
   * A thread that takes longer to come to a safepoint is in a loop that has none. Weaving would
   * have all others wait for it.
   */
  private static final long RARE_NANOS = 500_000_000;

  private final StopRequests requests;
  private final Stacks stacks;
  private final Function<StackTraceElement[], List<String>> weaver;

  /**
   * @param weaver weaves the classes of these frames; answers with the names of those that are new
   */
  public Retransform(
      StopRequests requests, Stacks stacks, Function<StackTraceElement[], List<String>> weaver) {
    this.requests = requests;
    this.stacks = stacks;
    this.weaver = weaver;
  }

  @Override
  public String name() {
    return "retransform";
  }

  @Override
  public List<String> apply(Timer timer) throws Exception {
    CurfewStopRequest request = requests.of(timer);
    if (request == null) {
      return List.of();
    }
    int before = request.thrown();
    long used = ThreadFacts.usedBy(timer.thread());
    requests.awaitStop(timer, request, PATIENCE_NANOS);
    if (request.thrown() != before || !timer.isLive() || requests.isInStatement(timer)) {
      return List.of();
    }
    if (!runs(timer.thread(), used)) {
      return List.of();
    }
    long begin = System.nanoTime();
    StackTraceElement[] frames = framesOf(timer);
    if (!timer.isLive()) {
      return List.of(); // these were not the call's
    }
    if (System.nanoTime() - begin > RARE_NANOS && !LoopSafepoints.everywhere()) {
      return List.of("no checkpoints woven: the JVM would stand until a loop ends");
    }
    List<String> woven = stacks.atSafepoint(() -> weaver.apply(frames));
    if (woven.isEmpty()) {
      return List.of();
    }
    requests.awaitStop(timer, request, EFFECT_NANOS);
    String act = "checkpoints woven into " + String.join(", ", woven);
    return request.thrown() == before ? List.of(act) : List.of(act, StopRequests.THROWN);
  }

  /**
   * What blocks runs into no checkpoint, and frames of a class that was woven meanwhile would show
   * no line numbers any more. (RUNNABLE is also what blocks in native code.)
   */
  private static boolean runs(Thread thread, long usedBefore) {
    return thread.getState() == Thread.State.RUNNABLE
        && ThreadFacts.hasUsedSince(thread, usedBefore);
  }

  /** From the outermost frame of the entry method inwards; all where there is none. */
  private StackTraceElement[] framesOf(Timer timer) {
    StackTraceElement[] stack = stacks.of(timer.thread());
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
  public List<String> lastWord(Timer timer) {
    return requests.lastWord(timer);
  }

  @Override
  public void ended(Timer timer) {
    requests.ended(timer);
  }
}
