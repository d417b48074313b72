package dev.curfew.enforce;

import dev.curfew.bridge.CurfewResources;
import dev.curfew.bridge.CurfewUse;
import dev.curfew.engine.Timer;
import java.util.ArrayList;
import java.util.List;

/** What a call is blocked in. */
final class Uses {
  private Uses() {}

  /** The operations on resources of this kind that the call is in, the innermost first. */
  static List<CurfewUse> of(Timer timer, Class<?> kind) {
    CurfewResources resources = CurfewResources.of(timer.owner());
    List<CurfewUse> uses = new ArrayList<>();
    for (CurfewUse use = resources == null ? null : resources.innermost();
        use != null;
        use = use.outer()) {
      if (kind.isInstance(use.resource()) && use.isInside(timer.call(), timer.word())) {
        uses.add(use);
      }
    }
    return uses;
  }
}
