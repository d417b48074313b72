package dev.curfew.bridge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A thread ends a call inside another one and opens the next, while the watcher takes the stripe
 * and uses the scopes' links for its own list.
 */
@JCStressTest
@Outcome(id = "once, closed, once", expect = Expect.ACCEPTABLE, desc = "popped, or taken closed")
@Outcome(id = "lost, .*, .*", expect = Expect.FORBIDDEN, desc = "the outer call was lost")
@Outcome(id = ".*, .*, lost", expect = Expect.FORBIDDEN, desc = "the next call was lost")
@Outcome(id = "twice, .*, .*", expect = Expect.FORBIDDEN, desc = "the outer call came twice")
@Outcome(id = ".*, .*, twice", expect = Expect.FORBIDDEN, desc = "the next call came twice")
@Outcome(id = ".*, open, .*", expect = Expect.FORBIDDEN, desc = "an ended call is there as open")
@State
public class ChurnAgainstTake {
  final RacedStripe raced = new RacedStripe();
  final CurfewCall outer = raced.first.enter(1);
  final CurfewCall inner = raced.first.enter(2);
  CurfewCall next;

  @Actor
  public void owner() {
    RacedThread.exit(inner);
    next = raced.first.enter(3);
  }

  @Actor
  public void watcher() {
    raced.take();
    raced.take();
  }

  @Arbiter
  public void later(LLL_Result r) {
    raced.take();
    r.r1 = times(outer);
    r.r2 = inner.word() == CurfewWord.CLOSED && raced.deliveries(inner) < 2 ? "closed" : "open";
    r.r3 = times(next);
  }

  private String times(CurfewCall scope) {
    int times = raced.deliveries(scope);
    return times == 0 ? "lost" : times == 1 ? "once" : "twice";
  }
}
