package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Somebody else has interrupted the thread before: that stays, whatever becomes of ours. */
@Outcome(
    id = "returned, too late, flag set",
    expect = Expect.ACCEPTABLE,
    desc = "the call ended before the verdict")
@Outcome(
    id = "timeout, ended before, flag set",
    expect = Expect.ACCEPTABLE,
    desc = "between verdict and interrupt")
@Outcome(
    id = "timeout, delivered, flag set",
    expect = Expect.ACCEPTABLE,
    desc = "after the interrupt")
@Outcome(
    id = ".*, .*, flag clear",
    expect = Expect.FORBIDDEN,
    desc = "somebody else's interrupt was lost")
@Outcome(
    id = ".*, .*, interrupted later",
    expect = Expect.FORBIDDEN,
    desc = "an interrupt after the call")
public final class ForeignInterrupt {
  private ForeignInterrupt() {}

  /** On a platform thread's line. */
  @JCStressTest
  @JCStressMeta(ForeignInterrupt.class)
  @State
  public static class OnLine {
    final RacedThread thread = RacedThread.withLine();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LLL_Result r) {
      Thread.currentThread().interrupt();
      thread.runsHere();
      r.r1 = RacedThread.exit(call);
      r.r3 = RacedThread.takeFlag();
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
  @JCStressMeta(ForeignInterrupt.class)
  @State
  public static class OnScope {
    final RacedThread thread = RacedThread.withStrand();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LLL_Result r) {
      Thread.currentThread().interrupt();
      thread.runsHere();
      r.r1 = RacedThread.exit(call);
      r.r3 = RacedThread.takeFlag();
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
