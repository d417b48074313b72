package dev.curfew.engine;

import dev.curfew.engine.Answer.Outcome;

/** What operators do to a rule, or to all of them. Watcher only. */
final class RuleCommands {
  private final Engine engine;

  RuleCommands(Engine engine) {
    this.engine = engine;
  }

  Answer disableAll() {
    engine.rules().allDisabled = true;
    return new Answer(Outcome.DISABLED, "DISABLED: all rules only observe");
  }

  Answer enableAll() {
    engine.rules().allDisabled = false;
    engine.rules().armedFrom = engine.deadlines().rearm();
    return new Answer(Outcome.ENABLED, "ENABLED: all rules; nothing is stopped for another 5 s");
  }

  Answer disable(RuleState rule) {
    rule.disabled = true;
    return answer(Outcome.DISABLED, rule, "only observes");
  }

  Answer enable(RuleState rule) {
    rule.disabled = false;
    rule.fuseBlownAt = null;
    if (rule.fuse != null) {
      rule.fuse.mend();
    }
    rule.armedFrom = engine.deadlines().rearm();
    String all = engine.rules().allDisabled ? ", and not before all rules are enabled" : "";
    return answer(Outcome.ENABLED, rule, "stops nothing for another 5 s" + all);
  }

  Answer pauseAll(boolean pause) {
    engine.rules().pauseAll(pause, engine.clock().now());
    if (pause) {
      return new Answer(Outcome.PAUSED, "PAUSED: all timers keep the time they have left");
    }
    engine.rules().armedFrom = engine.deadlines().rearm();
    return new Answer(Outcome.RESUMED, "RESUMED: all rules; nothing is stopped for another 5 s");
  }

  Answer pause(RuleState rule, boolean pause) {
    engine.rules().pause(rule, pause, engine.clock().now());
    if (pause) {
      return answer(Outcome.PAUSED, rule, "lets its timers keep the time they have left");
    }
    rule.armedFrom = engine.deadlines().rearm();
    return answer(
        Outcome.RESUMED,
        rule,
        engine.rules().allPaused()
            ? "goes on when all rules do"
            : "goes on, and stops nothing for another 5 s");
  }

  Answer set(RuleState rule, RuleSetting setting, Origin origin) {
    rule.override(setting, engine.clock(), origin);
    settled(rule);
    return answer(
        Outcome.SET,
        rule,
        "has " + setting.key() + " " + setting.text() + " for calls from now on; reset undoes it");
  }

  Answer reset(RuleState rule) {
    int changes = rule.overrides().size();
    rule.reset(engine.clock().now());
    settled(rule);
    return answer(Outcome.RESET, rule, "is as configured, " + changes + " changes are undone");
  }

  private void settled(RuleState rule) {
    engine.watcher().keepPaceWith(engine.rules().shortestTimeout());
    engine.switches().mode(rule.rule, rule.mode());
  }

  private static Answer answer(Outcome outcome, RuleState rule, String what) {
    return new Answer(outcome, outcome + ": rule '" + rule.rule.name() + "' " + what);
  }
}
