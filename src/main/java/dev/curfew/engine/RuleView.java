package dev.curfew.engine;

/**
 * A rule's counters at one moment; all counts since start.
 *
 * @param name the rule's
 * @param mode configured, lower case
 * @param effectiveMode what holds now, lower case: observe while disabled
 * @param calls entered
 * @param failed ended by an exception of their own
 * @param warned past their warning
 * @param timedOut ran out of time (TIMEOUT)
 * @param stopped ended because the call around them ran out of time
 * @param cancelled timers cancelled
 * @param overdue past their deadline and only observed
 */
public record RuleView(
    String name,
    String mode,
    String effectiveMode,
    long calls,
    long failed,
    long warned,
    long timedOut,
    long stopped,
    long cancelled,
    long overdue) {}
