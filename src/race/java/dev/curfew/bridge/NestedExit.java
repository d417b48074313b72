package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * The exit of an interrupted child against the stop of its parent: the parent's interrupt is
 * neither lost with the child's nor left over after the parent.
 */
@Outcome(
    id = "kept, timeout, delivered, flag clear",
    expect = Expect.ACCEPTABLE,
    desc = "the parent was interrupted before the child had ended")
@Outcome(
    id = "not yet, timeout, delivered, flag clear",
    expect = Expect.ACCEPTABLE,
    desc = "after the child had ended")
@Outcome(
    id = "not yet, timeout, ended before, flag clear",
    expect = Expect.ACCEPTABLE,
    desc = "the parent ended between verdict and interrupt")
@Outcome(
    id = "not yet, returned, too late, flag clear",
    expect = Expect.ACCEPTABLE,
    desc = "the parent ended before the verdict")
@Outcome(
    id = "lost, .*, .*, .*",
    expect = Expect.FORBIDDEN,
    desc = "the child's exit took the parent's interrupt away")
@Outcome(
    id = ".*, .*, .*, interrupted later",
    expect = Expect.FORBIDDEN,
    desc = "an interrupt after the call")
@Outcome(
    id = ".*, .*, .*, flag set",
    expect = Expect.FORBIDDEN,
    desc = "an interrupt was left over")
public final class NestedExit {
  private NestedExit() {}

  /** On a platform thread's line. */
  @JCStressTest
  @JCStressMeta(NestedExit.class)
  @State
  public static class OnLine {
    final RacedThread thread = RacedThread.withLine();
    final CurfewCall parent = thread.enterSeen(1);
    final CurfewCall child = thread.enterSeen(2);
    final long parentWord = parent.word();
    final long childWord = child.word();

    @Actor
    public void owner(LLLL_Result r) {
      String before = RacedThread.takeFlag();
      thread.runsHere();
      thread.stop(child, childWord);
      RacedThread.exit(child);
      boolean fired = CurfewWord.state(parent.word()) == CurfewWord.FIRED;
      boolean flag = Thread.currentThread().isInterrupted();
      r.r1 = !fired ? "not yet" : flag ? "kept" : "lost";
      r.r2 = RacedThread.exit(parent);
      String after = RacedThread.takeFlag();
      r.r4 = before.equals(RacedThread.SET) ? before : after;
    }

    @Actor
    public void enforcer(LLLL_Result r) {
      r.r3 = thread.stop(parent, parentWord);
    }

    @Arbiter
    public void later(LLLL_Result r) {
      r.r4 = thread.flagLater((String) r.r4);
    }
  }

  /** On a virtual thread's scope. */
  @JCStressTest
  @JCStressMeta(NestedExit.class)
  @State
  public static class OnScope {
    final RacedThread thread = RacedThread.withStrand();
    final CurfewCall parent = thread.enterSeen(1);
    final CurfewCall child = thread.enterSeen(2);
    final long parentWord = parent.word();
    final long childWord = child.word();

    @Actor
    public void owner(LLLL_Result r) {
      String before = RacedThread.takeFlag();
      thread.runsHere();
      thread.stop(child, childWord);
      RacedThread.exit(child);
      boolean fired = CurfewWord.state(parent.word()) == CurfewWord.FIRED;
      boolean flag = Thread.currentThread().isInterrupted();
      r.r1 = !fired ? "not yet" : flag ? "kept" : "lost";
      r.r2 = RacedThread.exit(parent);
      String after = RacedThread.takeFlag();
      r.r4 = before.equals(RacedThread.SET) ? before : after;
    }

    @Actor
    public void enforcer(LLLL_Result r) {
      r.r3 = thread.stop(parent, parentWord);
    }

    @Arbiter
    public void later(LLLL_Result r) {
      r.r4 = thread.flagLater((String) r.r4);
    }
  }
}
