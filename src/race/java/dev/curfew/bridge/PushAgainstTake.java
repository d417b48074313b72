package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A call opens while the watcher takes the stripe: it gets each scope once, now or next time. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the new scope comes next time")
@Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "the new scope came at once")
@Outcome(id = "0, ., .", expect = Expect.FORBIDDEN, desc = "a scope was lost")
@Outcome(id = "., 0, .", expect = Expect.FORBIDDEN, desc = "a scope was lost")
@Outcome(id = "2, ., .", expect = Expect.FORBIDDEN, desc = "a scope was delivered twice")
@Outcome(id = "., 2, .", expect = Expect.FORBIDDEN, desc = "a scope was delivered twice")
@State
public class PushAgainstTake {
  final RacedStripe raced = new RacedStripe();
  final CurfewCall waiting = raced.first.enter(1);
  CurfewCall opened;

  @Actor
  public void owner() {
    opened = raced.second.enter(1);
  }

  @Actor
  public void watcher(III_Result r) {
    raced.take();
    r.r3 = raced.taken();
  }

  @Arbiter
  public void nextTime(III_Result r) {
    raced.take();
    r.r1 = raced.deliveries(waiting);
    r.r2 = raced.deliveries(opened);
  }
}
