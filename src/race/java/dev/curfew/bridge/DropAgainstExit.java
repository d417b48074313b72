package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A claimed call is dropped as a lost frame while it ends after all: one of the two has it. */
@Outcome(
    id = "returned, dropped, closed",
    expect = Expect.ACCEPTABLE,
    desc = "it was dropped first")
@Outcome(
    id = "timeout, too late, closed",
    expect = Expect.ACCEPTABLE,
    desc = "the call ended first")
@Outcome(id = "timeout, dropped, .*", expect = Expect.FORBIDDEN, desc = "both had it")
@Outcome(id = "returned, too late, .*", expect = Expect.FORBIDDEN, desc = "neither had it")
public final class DropAgainstExit {
  private DropAgainstExit() {}

  /** On a platform thread's line. */
  @JCStressTest
  @JCStressMeta(DropAgainstExit.class)
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
    public void enforcer(LLL_Result r) {
      r.r2 = call.dropLost(word) ? "dropped" : RacedThread.TOO_LATE;
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = call.word() == CurfewWord.CLOSED ? "closed" : "open";
    }
  }

  /** On a virtual thread's scope. */
  @JCStressTest
  @JCStressMeta(DropAgainstExit.class)
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
    public void enforcer(LLL_Result r) {
      r.r2 = call.dropLost(word) ? "dropped" : RacedThread.TOO_LATE;
    }

    @Arbiter
    public void end(LLL_Result r) {
      r.r3 = call.word() == CurfewWord.CLOSED ? "closed" : "open";
    }
  }
}
