package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** The verdict is taken back, because the blamed parent was gone, while the call ends. */
@Outcome(
    id = "returned, taken back, closed",
    expect = Expect.ACCEPTABLE,
    desc = "the verdict was taken back first")
@Outcome(
    id = "timeout, too late, closed",
    expect = Expect.ACCEPTABLE,
    desc = "the call ended first")
@Outcome(
    id = "timeout, taken back, .*",
    expect = Expect.FORBIDDEN,
    desc = "a timeout without a verdict")
@Outcome(
    id = ".*, .*, open",
    expect = Expect.FORBIDDEN,
    desc = "a call that has ended is open again")
public final class UnclaimAgainstExit {
  private UnclaimAgainstExit() {}

  /** On a platform thread's line. */
  @JCStressTest
  @JCStressMeta(UnclaimAgainstExit.class)
  @State
  public static class OnLine {
    final RacedThread thread = RacedThread.withLine();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    /** Claimed already. */
    public OnLine() {
      RacedThread.claim(call, word);
    }

    @Actor
    public void owner(LLL_Result r) {
      r.r1 = RacedThread.exit(call);
    }

    @Actor
    public void watcher(LLL_Result r) {
      r.r2 = call.unclaim(word) ? "taken back" : RacedThread.TOO_LATE;
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = call.word() == CurfewWord.CLOSED ? "closed" : "open";
    }
  }

  /** On a virtual thread's scope. */
  @JCStressTest
  @JCStressMeta(UnclaimAgainstExit.class)
  @State
  public static class OnScope {
    final RacedThread thread = RacedThread.withStrand();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    /** Claimed already. */
    public OnScope() {
      RacedThread.claim(call, word);
    }

    @Actor
    public void owner(LLL_Result r) {
      r.r1 = RacedThread.exit(call);
    }

    @Actor
    public void watcher(LLL_Result r) {
      r.r2 = call.unclaim(word) ? "taken back" : RacedThread.TOO_LATE;
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = call.word() == CurfewWord.CLOSED ? "closed" : "open";
    }
  }
}
