package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewWord;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many calls each rule has open, found by looking at them, because counting them would cost
 * every call something. What the oldest has taken by now is noted with its rule. Watcher only.
 */
final class OpenByRule implements LineScan.Visitor {
  private final Engine engine;
  private final IdentityHashMap<RuleState, Integer> open = new IdentityHashMap<>();
  private int room = EngineControl.ACTIVE_LIMIT;

  OpenByRule(Engine engine) {
    this.engine = engine;
    engine.wheel().drain(engine.deadlines()); // also calls that were opened a moment ago
    engine.lines().visit(this);
    engine.wheel().visit(this);
  }

  @Override
  public boolean open(CurfewCall call, long word) {
    long stamp = engine.timers().stampOf(call, word);
    RuleState rule = engine.rules().ofCall(call, CurfewWord.site(word), stamp);
    if (rule != null) {
      open.merge(rule, 1, Integer::sum);
      long elapsed = engine.clock().now() - stamp;
      rule.slowest = Math.max(rule.slowest, elapsed);
    }
    return --room > 0;
  }

  int of(RuleState rule) {
    @Nullable Integer calls = open.get(rule);
    return calls == null ? 0 : calls;
  }
}
