package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * The owner's exit against verdict and interrupt: once the call is over no interrupt of ours
 * arrives, and the flag is clear.
 */
@Outcome(
    id = "returned, too late, flag clear",
    expect = Expect.ACCEPTABLE,
    desc = "the call ended before the verdict")
@Outcome(
    id = "timeout, ended before, flag clear",
    expect = Expect.ACCEPTABLE,
    desc = "between verdict and interrupt")
@Outcome(
    id = "timeout, delivered, flag clear",
    expect = Expect.ACCEPTABLE,
    desc = "after the interrupt")
@Outcome(
    id = ".*, .*, interrupted later",
    expect = Expect.FORBIDDEN,
    desc = "an interrupt after the call")
@Outcome(id = ".*, .*, flag set", expect = Expect.FORBIDDEN, desc = "an interrupt was left over")
public final class InterruptedExit {
  private InterruptedExit() {}

  /** On a platform thread's line. */
  @JCStressTest
  @JCStressMeta(InterruptedExit.class)
  @State
  public static class OnLine {
    final RacedThread thread = RacedThread.withLine();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LLL_Result r) {
      String before = RacedThread.takeFlag();
      thread.runsHere();
      r.r1 = RacedThread.exit(call);
      String after = RacedThread.takeFlag();
      r.r3 = before.equals(RacedThread.SET) ? before : after;
    }

    @Actor
    public void enforcer(LLL_Result r) {
      r.r2 = thread.stop(call, word);
    }

    @Arbiter
    public void later(LLL_Result r) {
      r.r3 = thread.flagLater((String) r.r3);
    }
  }

  /** On a virtual thread's scope. */
  @JCStressTest
  @JCStressMeta(InterruptedExit.class)
  @State
  public static class OnScope {
    final RacedThread thread = RacedThread.withStrand();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LLL_Result r) {
      String before = RacedThread.takeFlag();
      thread.runsHere();
      r.r1 = RacedThread.exit(call);
      String after = RacedThread.takeFlag();
      r.r3 = before.equals(RacedThread.SET) ? before : after;
    }

    @Actor
    public void enforcer(LLL_Result r) {
      r.r2 = thread.stop(call, word);
    }

    @Arbiter
    public void later(LLL_Result r) {
      r.r3 = thread.flagLater((String) r.r3);
    }
  }
}
