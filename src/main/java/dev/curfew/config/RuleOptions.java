package dev.curfew.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only some rules have. Immutable.
 *
 * @param label how calls are labelled by their arguments; null: not at all
 * @param overrides other timeouts for some calls; the first that matches holds
 * @param heartbeat the sign of life that calls have to give; null: none
 * @param exact whether a call's time is read when it begins, instead of when the watcher first sees
 *     it
 * @param lateResult what a timed-out call does whose body returned all the same
 * @param fuse when the rule disables itself; null: never
 * @param maxAbandoned so many abandoned calls, still running, make the rule refuse new ones; 0: any
 *     number is borne
 * @param follow whether the work that a call hands to other threads is a part of it
 */
public record RuleOptions(
    @Nullable LabelTemplate label,
    List<TimeoutOverride> overrides,
    @Nullable Heartbeat heartbeat,
    boolean exact,
    LateResult lateResult,
    @Nullable Fuse fuse,
    int maxAbandoned,
    boolean follow) {

  /** None of them. */
  public static final RuleOptions NONE =
      new RuleOptions(null, List.of(), null, false, LateResult.THROW, null, 0, false);

  /** None but that calls follow their work. */
  static final RuleOptions FOLLOWING =
      new RuleOptions(null, List.of(), null, false, LateResult.THROW, null, 0, true);

  /** Without a limit to abandoned calls. */
  public RuleOptions(
      @Nullable LabelTemplate label,
      List<TimeoutOverride> overrides,
      @Nullable Heartbeat heartbeat,
      boolean exact,
      LateResult lateResult,
      @Nullable Fuse fuse) {
    this(label, overrides, heartbeat, exact, lateResult, fuse, 0);
  }

  /** Without following. */
  public RuleOptions(
      @Nullable LabelTemplate label,
      List<TimeoutOverride> overrides,
      @Nullable Heartbeat heartbeat,
      boolean exact,
      LateResult lateResult,
      @Nullable Fuse fuse,
      int maxAbandoned) {
    this(label, overrides, heartbeat, exact, lateResult, fuse, maxAbandoned, false);
  }

  public RuleOptions {
    overrides = List.copyOf(overrides);
  }
}
