package dev.curfew.engine;

import dev.curfew.engine.Answer.Outcome;

/** What operators do to a rule, or to all of them. Watcher only. */
final class RuleCommands {
  private final Engine engine;

  RuleCommands(Engine engine) {
    this.engine = engine;
  }

  Answer disableAll(Origin origin) {
    engine.rules().allDisabled = true;
    changed("", "enabled", false, origin);
    return new Answer(Outcome.DISABLED, "DISABLED: all rules only observe");
  }

  Answer enableAll(Origin origin) {
    engine.rules().allDisabled = false;
    engine.rules().armedFrom = engine.deadlines().rearm();
    changed("", "enabled", true, origin);
    return new Answer(Outcome.ENABLED, "ENABLED: all rules; nothing is stopped for another 5 s");
  }

  Answer disable(RuleState rule, Origin origin) {
    rule.disabled = true;
    changed(rule.rule.name(), "enabled", false, origin);
    return answer(Outcome.DISABLED, rule, "only observes");
  }

  Answer enable(RuleState rule, Origin origin) {
    rule.disabled = false;
    rule.fuseBlownAt = null;
    if (rule.fuse != null) {
      rule.fuse.mend();
    }
    rule.armedFrom = engine.deadlines().rearm();
    changed(rule.rule.name(), "enabled", true, origin);
    String all = engine.rules().allDisabled ? ", and not before all rules are enabled" : "";
    return answer(Outcome.ENABLED, rule, "stops nothing for another 5 s" + all);
  }

  Answer pauseAll(boolean pause, Origin origin) {
    engine.rules().pauseAll(pause, engine.clock().now());
    changed("", "paused", pause, origin);
    if (pause) {
      return new Answer(Outcome.PAUSED, "PAUSED: all timers keep the time they have left");
    }
    engine.rules().armedFrom = engine.deadlines().rearm();
    return new Answer(Outcome.RESUMED, "RESUMED: all rules; nothing is stopped for another 5 s");
  }

  Answer pause(RuleState rule, boolean pause, Origin origin) {
    engine.rules().pause(rule, pause, engine.clock().now());
    changed(rule.rule.name(), "paused", pause, origin);
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
    changed(rule.rule.name(), setting.key(), setting.text(), origin);
    return answer(
        Outcome.SET,
        rule,
        "has " + setting.key() + " " + setting.text() + " for calls from now on; reset undoes it");
  }

  Answer reset(RuleState rule, Origin origin) {
    int changes = rule.overrides().size();
    boolean modeWasChanged = rule.mode() != rule.rule.mode();
    rule.reset(engine.clock().now());
    settled(rule);
    changed(rule.rule.name(), "reset", changes, origin);
    if (modeWasChanged) {
      changed(rule.rule.name(), "mode", rule.mode(), origin);
    }
    return answer(Outcome.RESET, rule, "is as configured, " + changes + " changes are undone");
  }

  private void changed(String rule, String key, Object value, Origin origin) {
    engine.listener().ruleChanged(new RuleChange(rule, key, value.toString()), origin);
  }

  private void settled(RuleState rule) {
    engine.watcher().keepPaceWith(engine.rules().shortestTimeout());
    engine.switches().mode(rule.rule, rule.mode());
  }

  private static Answer answer(Outcome outcome, RuleState rule, String what) {
    return new Answer(outcome, outcome + ": rule '" + rule.rule.name() + "' " + what);
  }
}
