package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads open calls on one stripe: the watcher gets both. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both are there")
@Outcome(id = "0, 1", expect = Expect.FORBIDDEN, desc = "a scope was lost")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "a scope was lost")
@State
public class TwoPushers {
  final RacedStripe raced = new RacedStripe();
  CurfewCall one;
  CurfewCall other;

  @Actor
  public void first() {
    one = raced.first.enter(1);
  }

  @Actor
  public void second() {
    other = raced.second.enter(1);
  }

  @Arbiter
  public void watcher(II_Result r) {
    raced.take();
    r.r1 = raced.deliveries(one);
    r.r2 = raced.deliveries(other);
  }
}
