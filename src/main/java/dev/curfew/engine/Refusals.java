package dev.curfew.engine;

import org.jspecify.annotations.Nullable;

/**
 * Refuses new calls of a rule that has too many abandoned ones, so that what hangs can't take every
 * thread. Not while the rule only observes. Watcher only.
 */
final class Refusals {
  private final RuleStates rules;
  private final RuleSwitches switches;
  private final TimerListener listener;

  Refusals(RuleStates rules, RuleSwitches switches, TimerListener listener) {
    this.rules = rules;
    this.switches = switches;
    this.listener = listener;
  }

  /** A call of the rule has been abandoned, or an abandoned one has ended, or an operator acted. */
  void look(RuleState rule) {
    int limit = rule.rule.options().maxAbandoned();
    boolean refuse =
        limit > 0 && rule.abandonedNow >= limit && rule.mayStop() && !rules.allDisabled;
    if (refuse != rule.refusing) {
      rule.refusing = refuse;
      switches.refuse(rule.rule, refuse);
      listener.refusing(rule.rule, refuse);
    }
  }

  /** For a call that is not let in. Any thread. */
  @Nullable RuntimeException refusal(int site) {
    Site found = rules.site(site);
    return found == null ? null : TimeoutExceptions.refusal(found);
  }

  /** From time to time: an operator may have disabled or enabled. */
  void lookAtAll() {
    for (RuleState rule : rules.all()) {
      if (rule.rule.options().maxAbandoned() > 0) {
        look(rule);
      }
    }
  }
}
