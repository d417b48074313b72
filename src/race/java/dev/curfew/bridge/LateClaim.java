package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A verdict that was meant for a call whose place on the line is taken by the next one already. */
@Outcome(
    id = "returned, too late, open",
    expect = Expect.ACCEPTABLE,
    desc = "the first call ended first")
@Outcome(id = "timeout, claimed, open", expect = Expect.ACCEPTABLE, desc = "the verdict came first")
@Outcome(
    id = "returned, claimed, claimed",
    expect = Expect.FORBIDDEN,
    desc = "the second call got the verdict on the first")
public final class LateClaim {
  private LateClaim() {}

  /** On a platform thread's line. */
  @JCStressTest
  @JCStressMeta(LateClaim.class)
  @State
  public static class OnLine {
    final RacedThread thread = RacedThread.withLine();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LLL_Result r) {
      r.r1 = RacedThread.exit(call);
      thread.enter(1);
    }

    @Actor
    public void watcher(LLL_Result r) {
      r.r2 = RacedThread.claim(call, word);
    }

    @Arbiter
    public void second(LLL_Result r) {
      r.r3 = CurfewWord.isOpen(call.word()) ? "open" : RacedThread.CLAIMED;
    }
  }
}
