package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The owner's exit against the watcher's verdict: exactly one of them has the call. */
@Outcome(id = "returned, too late", expect = Expect.ACCEPTABLE, desc = "the call ended first")
@Outcome(id = "timeout, claimed", expect = Expect.ACCEPTABLE, desc = "the verdict came first")
@Outcome(id = "returned, claimed", expect = Expect.FORBIDDEN, desc = "the verdict was lost")
@Outcome(id = "timeout, too late", expect = Expect.FORBIDDEN, desc = "a timeout without a verdict")
public final class ExitAgainstClaim {
  private ExitAgainstClaim() {}

  /** On a platform thread's line. */
  @JCStressTest
  @JCStressMeta(ExitAgainstClaim.class)
  @State
  public static class OnLine {
    final RacedThread thread = RacedThread.withLine();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LL_Result r) {
      r.r1 = RacedThread.exit(call);
    }

    @Actor
    public void watcher(LL_Result r) {
      r.r2 = RacedThread.claim(call, word);
    }
  }

  /** On a virtual thread's scope. */
  @JCStressTest
  @JCStressMeta(ExitAgainstClaim.class)
  @State
  public static class OnScope {
    final RacedThread thread = RacedThread.withStrand();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LL_Result r) {
      r.r1 = RacedThread.exit(call);
    }

    @Actor
    public void watcher(LL_Result r) {
      r.r2 = RacedThread.claim(call, word);
    }
  }
}
