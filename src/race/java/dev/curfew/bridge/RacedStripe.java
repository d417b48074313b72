package dev.curfew.bridge;

import java.util.ArrayList;
import java.util.List;

/** A stripe that belongs to one jcstress state alone, and what its watcher took from it. */
final class RacedStripe {
  final CurfewStripe stripe = new CurfewStripe();
  final RacedThread first = RacedThread.withStrandOn(stripe);
  final RacedThread second = RacedThread.withStrandOn(stripe);
  private final List<CurfewScope> taken = new ArrayList<>(4);

  /**
   * Watcher: takes what there is, as the engine's wheel does: a scope's {@code next} is read and
   * then used for another list.
   */
  void take() {
    CurfewScope scope = stripe.takeAll();
    while (scope != null) {
      CurfewScope below = scope.next;
      scope.next = null;
      taken.add(scope);
      scope = below;
    }
  }

  /** Arbiter: how often the watcher got the scope. */
  int deliveries(CurfewCall scope) {
    int times = 0;
    for (CurfewScope s : taken) {
      if (s == scope) {
        times++;
      }
    }
    return times;
  }

  /** How many scopes the watcher has taken. */
  int taken() {
    return taken.size();
  }
}
