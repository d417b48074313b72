package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** The owner comes to its exit when the enforcer is on the way into, in or behind its interrupt. */
@Outcome(
    id = "timeout, delivered, flag clear",
    expect = Expect.ACCEPTABLE,
    desc = "the exit waited, and cleared the flag")
@Outcome(
    id = ".*, .*, interrupted later",
    expect = Expect.FORBIDDEN,
    desc = "the exit did not wait for the interrupt")
@Outcome(id = ".*, .*, flag set", expect = Expect.FORBIDDEN, desc = "an interrupt was left over")
public final class InterruptInFlight {
  private InterruptInFlight() {}

  /** On a platform thread's line. */
  @JCStressTest
  @JCStressMeta(InterruptInFlight.class)
  @State
  public static class OnLine {
    final RacedThread thread = RacedThread.withLine();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LLL_Result r) {
      String before = RacedThread.takeFlag();
      thread.runsHere();
      RacedThread.awaitState(CurfewWord.FIRING, call);
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
  @JCStressMeta(InterruptInFlight.class)
  @State
  public static class OnScope {
    final RacedThread thread = RacedThread.withStrand();
    final CurfewCall call = thread.enterSeen(1);
    final long word = call.word();

    @Actor
    public void owner(LLL_Result r) {
      String before = RacedThread.takeFlag();
      thread.runsHere();
      RacedThread.awaitState(CurfewWord.FIRING, call);
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
