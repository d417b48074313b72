package dev.curfew.engine;

import dev.curfew.bridge.CurfewResources;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;

/**
 * What force needs is brought in when an application first asks for it: no configuration said that
 * it would. Any thread.
 */
final class ApiForce {
  private final Engine engine;
  private volatile boolean isIn;

  ApiForce(Engine engine) {
    this.engine = engine;
  }

  /**
   * @param rule of the call that asks
   */
  void bringIn(Rule rule) {
    if (isIn) {
      return;
    }
    isIn = true;
    // One site has the calls of all modes. What those of another one do is noted in vain.
    CurfewResources.setForced(ApiSites.CALL, true);
    CurfewResources.setForced(ApiSites.OPEN, true);
    engine.commands().add(() -> engine.switches().mode(rule, Mode.FORCE));
    engine.watcher().wake();
  }
}
