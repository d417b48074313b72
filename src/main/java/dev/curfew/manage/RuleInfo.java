package dev.curfew.manage;

import dev.curfew.engine.RuleView;

/**
 * A rule and its counters at one moment; all counts since the agent started.
 *
 * @param name the rule's
 * @param mode configured, lower case
 * @param effectiveMode what holds now, lower case: observe while disabled
 * @param calls entered
 * @param failed ended by an exception of their own
 * @param warned past their warning
 * @param timedOut ran out of time
 * @param stopped ended because the call around them ran out of time
 * @param cancelled timers cancelled
 * @param overdue past their deadline and only observed
 */
public record RuleInfo(
    String name,
    String mode,
    String effectiveMode,
    long calls,
    long failed,
    long warned,
    long timedOut,
    long stopped,
    long cancelled,
    long overdue) {

  static RuleInfo of(RuleView rule) {
    return new RuleInfo(
        rule.name(),
        rule.mode(),
        rule.effectiveMode(),
        rule.calls(),
        rule.failed(),
        rule.warned(),
        rule.timedOut(),
        rule.stopped(),
        rule.cancelled(),
        rule.overdue());
  }
}
