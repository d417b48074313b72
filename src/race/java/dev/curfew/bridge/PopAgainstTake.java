package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A call ends while the watcher takes the stripe and claims what it finds open there: a scope that
 * was popped is not the watcher's, and one that has ended is not open.
 */
@JCStressTest
@Outcome(id = "returned, nothing there", expect = Expect.ACCEPTABLE, desc = "popped")
@Outcome(id = "returned, closed", expect = Expect.ACCEPTABLE, desc = "taken, and closed before")
@Outcome(id = "returned, too late", expect = Expect.ACCEPTABLE, desc = "taken, closed meanwhile")
@Outcome(id = "timeout, claimed", expect = Expect.ACCEPTABLE, desc = "taken and claimed")
@Outcome(id = "returned, claimed", expect = Expect.FORBIDDEN, desc = "popped and taken")
@Outcome(id = "timeout, nothing there", expect = Expect.FORBIDDEN, desc = "neither")
@State
public class PopAgainstTake {
  final RacedStripe raced = new RacedStripe();
  final CurfewCall call = raced.first.enter(1);

  @Actor
  public void owner(LL_Result r) {
    r.r1 = RacedThread.exit(call);
  }

  @Actor
  public void watcher(LL_Result r) {
    CurfewScope scope = raced.stripe.takeAll();
    r.r2 = scope == null ? "nothing there" : adopt(scope);
  }

  private static String adopt(CurfewScope scope) {
    long word = scope.word();
    return CurfewWord.isOpen(word) ? RacedThread.claim(scope, word) : "closed";
  }
}
