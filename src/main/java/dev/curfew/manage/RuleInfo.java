package dev.curfew.manage;

import dev.curfew.engine.LiveOverride;
import dev.curfew.engine.RuleView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule and its counters at one moment; all counts since the agent started.
 *
 * @param name the rule's
 * @param mode configured, lower case
 * @param effectiveMode what holds now, lower case: observe while disabled
 * @param timeoutMillis of calls that begin now; null: none of their own
 * @param paused whether the rule's time stands still
 * @param fuseBlownAt when the fuse disabled the rule, ISO-8601 in UTC; empty: it has not, or the
 *     rule was enabled since
 * @param overrides live changes by operators, a sentence each
 * @param calls entered
 * @param failed ended by an exception of their own
 * @param warned past their warning
 * @param timedOut ran out of time
 * @param stopped ended because the call around them ran out of time
 * @param cancelled timers cancelled
 * @param overdue past their deadline and only observed
 * @param abandoned still running when their grace was over
 */
public record RuleInfo(
    String name,
    String mode,
    String effectiveMode,
    @Nullable Long timeoutMillis,
    boolean paused,
    String fuseBlownAt,
    List<String> overrides,
    long calls,
    long failed,
    long warned,
    long timedOut,
    long stopped,
    long cancelled,
    long overdue,
    long abandoned) {

  static RuleInfo of(RuleView rule) {
    return new RuleInfo(
        rule.name(),
        rule.mode(),
        rule.effectiveMode(),
        TimerInfo.millisOrNull(rule.timeoutNanos()),
        rule.paused(),
        rule.fuseBlownAt() == null ? "" : rule.fuseBlownAt().toString(),
        rule.overrides().stream().map(RuleInfo::sentence).toList(),
        rule.calls(),
        rule.failed(),
        rule.warned(),
        rule.timedOut(),
        rule.stopped(),
        rule.cancelled(),
        rule.overdue(),
        rule.abandoned());
  }

  private static String sentence(LiveOverride change) {
    return change.key()
        + " "
        + change.value()
        + " (configured: "
        + (change.configured().isEmpty() ? "none" : change.configured())
        + ") by "
        + change.by()
        + " at "
        + change.at();
  }
}
