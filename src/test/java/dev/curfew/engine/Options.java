package dev.curfew.engine;

import dev.curfew.config.Fuse;
import dev.curfew.config.Heartbeat;
import dev.curfew.config.LabelTemplate;
import dev.curfew.config.LateResult;
import dev.curfew.config.MethodPattern;
import dev.curfew.config.RuleOptions;
import dev.curfew.config.TimeoutOverride;
import java.time.Duration;
import java.util.List;

/** Options of rules, one at a time. */
final class Options {
  private Options() {}

  static RuleOptions label(String template, TimeoutOverride... overrides) {
    return new RuleOptions(
        LabelTemplate.parse(template), List.of(overrides), null, false, LateResult.THROW, null);
  }

  static RuleOptions overrides(TimeoutOverride... overrides) {
    return new RuleOptions(null, List.of(overrides), null, false, LateResult.THROW, null);
  }

  static RuleOptions heartbeat(long timeoutMillis) {
    Heartbeat heartbeat =
        new Heartbeat(List.of(MethodPattern.parse("a.B#c")), Duration.ofMillis(timeoutMillis));
    return new RuleOptions(null, List.of(), heartbeat, false, LateResult.THROW, null);
  }

  static RuleOptions exact() {
    return new RuleOptions(null, List.of(), null, true, LateResult.THROW, null);
  }

  static RuleOptions lateResult(LateResult lateResult) {
    return new RuleOptions(null, List.of(), null, false, lateResult, null);
  }

  static RuleOptions fuse(String fuse) {
    return new RuleOptions(null, List.of(), null, false, LateResult.THROW, Fuse.parse(fuse));
  }
}
