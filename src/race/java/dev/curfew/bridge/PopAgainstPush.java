package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ILI_Result;

/** One call ends while another one opens above it on the stripe. */
@JCStressTest
@Outcome(id = "0, closed, 1", expect = Expect.ACCEPTABLE, desc = "popped before the push")
@Outcome(id = "1, closed, 1", expect = Expect.ACCEPTABLE, desc = "covered by the push: left there")
@Outcome(id = "., open, .", expect = Expect.FORBIDDEN, desc = "an ended call is there as open")
@Outcome(id = "., .*, 0", expect = Expect.FORBIDDEN, desc = "the new scope was lost")
@State
public class PopAgainstPush {
  final RacedStripe raced = new RacedStripe();
  final CurfewCall ending = raced.first.enter(1);
  CurfewCall opened;

  @Actor
  public void first() {
    RacedThread.exit(ending);
  }

  @Actor
  public void second() {
    opened = raced.second.enter(1);
  }

  @Arbiter
  public void watcher(ILI_Result r) {
    raced.take();
    r.r1 = raced.deliveries(ending);
    r.r2 = ending.word() == CurfewWord.CLOSED ? "closed" : "open";
    r.r3 = raced.deliveries(opened);
  }
}
