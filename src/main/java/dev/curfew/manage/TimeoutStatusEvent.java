package dev.curfew.manage;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * A timer's status has changed. The event's own stack would be that of the thread that writes it,
 * so there is none; the call's stack is a field.
 */
@Name("dev.curfew.TimeoutStatus")
@Label("Timeout Status")
@Category("Curfew")
@Description("A timer's status has changed")
@StackTrace(false)
final class TimeoutStatusEvent extends Event {
  @Label("Timer")
  long id;

  @Label("Rule")
  @Nullable String rule;

  @Label("Label")
  @Description("Made of the call's arguments; empty: the rule has none")
  @Nullable String label;

  @Label("Path")
  @Nullable String path;

  @Label("Before")
  @Nullable String before;

  @Label("Status")
  @Nullable String status;

  @Label("Reason")
  @Description("Why it timed out: deadline, heartbeat or operator; else empty")
  @Nullable String reason;

  @Label("Timeout")
  @Description("Of its own; 0: none")
  @Timespan(Timespan.NANOSECONDS)
  long timeout;

  @Label("Elapsed")
  @Timespan(Timespan.NANOSECONDS)
  long elapsed;

  @Label("Call's Thread")
  @Nullable Thread callThread;

  @Label("Call's Stack")
  @Description("Innermost frame first, one on each line; empty when the call had ended")
  @Nullable String callStack;
}
