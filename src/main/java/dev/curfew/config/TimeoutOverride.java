package dev.curfew.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Another timeout for some calls of a rule. Immutable.
 *
 * @param label pattern for the call's label, in which {@code *} stands for any characters; null:
 *     any label, or none
 * @param within name of a rule, one of whose calls has to be open around the call; null: wherever
 *     it is
 * @param timeout what holds for these calls, longer than 0
 */
public record TimeoutOverride(@Nullable String label, @Nullable String within, Duration timeout) {

  public TimeoutOverride {
    if (label == null && within == null) {
      throw new IllegalArgumentException("an override without label and within");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("an override's timeout is not above 0");
    }
  }

  /** True when a call with this label, or with none, is meant; {@link #within} is not looked at. */
  public boolean matchesLabel(@Nullable String callLabel) {
    return label == null || (callLabel != null && Glob.matchesText(label, callLabel));
  }
}
