package dev.curfew.manage;

import dev.curfew.engine.LiveOverride;
import dev.curfew.engine.RuleView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A rule and its counters at one moment; all counts since the agent started. Settings are as in
 * configurations.
 *
 * @param name the rule's
 * @param mode configured, lower case
 * @param effectiveMode what holds now, lower case: observe while disabled
 * @param timeoutMillis of calls that begin now; null: none of their own
 * @param configuredTimeoutMillis what the configuration says; null: none of their own
 * @param warnAt of calls that begin now, such as 80% or never
 * @param configuredWarnAt what the configuration says
 * @param graceMillis of calls that begin now
 * @param configuredGraceMillis what the configuration says
 * @param enabled false while the rule is disabled by itself, by an operator or its fuse
 * @param paused whether the rule's time stands still
 * @param fuseBlownAt when the fuse disabled the rule, ISO-8601 in UTC; empty: it has not, or the
 *     rule was enabled since
 * @param overrides live changes by operators, a sentence each
 * @param calls entered
 * @param active open now; counted among the first 100,000 open calls
 * @param failed ended by an exception of their own
 * @param warned past their warning
 * @param timedOut ran out of time
 * @param stopped ended because the call around them ran out of time
 * @param cancelled timers cancelled
 * @param overdue past their deadline and only observed
 * @param abandoned still running when their grace was over
 * @param slowestMillis the longest that a call is known to have taken: of calls that were listed,
 *     warned or overran until their end, of others for as long as they had been open when somebody
 *     read this
 */
public record RuleInfo(
    String name,
    String mode,
    String effectiveMode,
    @Nullable Long timeoutMillis,
    @Nullable Long configuredTimeoutMillis,
    String warnAt,
    String configuredWarnAt,
    long graceMillis,
    long configuredGraceMillis,
    boolean enabled,
    boolean paused,
    String fuseBlownAt,
    List<String> overrides,
    long calls,
    long active,
    long failed,
    long warned,
    long timedOut,
    long stopped,
    long cancelled,
    long overdue,
    long abandoned,
    long slowestMillis) {

  static RuleInfo of(RuleView rule) {
    RuleView.Settings configured = rule.configured();
    RuleView.Settings current = rule.current();
    RuleView.Counts counts = rule.counts();
    return new RuleInfo(
        rule.name(),
        configured.mode(),
        rule.effectiveMode(),
        TimerInfo.millisOrNull(current.timeoutNanos()),
        TimerInfo.millisOrNull(configured.timeoutNanos()),
        RuleSettings.warnAt(current.warnAt()),
        RuleSettings.warnAt(configured.warnAt()),
        TimeUnit.NANOSECONDS.toMillis(current.graceNanos()),
        TimeUnit.NANOSECONDS.toMillis(configured.graceNanos()),
        !rule.disabled(),
        rule.paused(),
        rule.fuseBlownAt() == null ? "" : rule.fuseBlownAt().toString(),
        rule.overrides().stream().map(RuleInfo::sentence).toList(),
        counts.calls(),
        counts.active(),
        counts.failed(),
        counts.warned(),
        counts.timedOut(),
        counts.stopped(),
        counts.cancelled(),
        counts.overdue(),
        counts.abandoned(),
        TimeUnit.NANOSECONDS.toMillis(counts.slowestNanos()));
  }

  private static String sentence(LiveOverride change) {
    String reason = change.origin().reason();
    return change.key()
        + " "
        + change.value()
        + " (configured: "
        + (change.configured().isEmpty() ? "none" : change.configured())
        + ") by "
        + change.origin().by()
        + " at "
        + change.at()
        + (reason.isEmpty() ? "" : ": " + reason);
  }
}
