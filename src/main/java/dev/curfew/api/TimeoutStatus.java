package dev.curfew.api;

/** Where a timer is. The live ones may follow each other; an ended one is written once. */
public enum TimeoutStatus {
  /** The call runs within its time. */
  ACTIVE,
  /** The warning has been given; the deadline has not passed. */
  WARNED,
  /** The deadline has passed, the interrupt is on its way. */
  INTERRUPTING,
  /** The interrupt has been delivered; the call has its grace to end. */
  GRACE,
  /** The grace is over and force is at work. */
  FORCING,
  /** Nothing that Curfew may do has ended the call; it still runs. */
  ABANDONED,
  /** Past its deadline, and only observed: mode observe, or disabled by an operator. */
  OVERDUE,

  /** Ended in time, by returning. */
  COMPLETED,
  /** Ended in time, by an exception of its own. */
  FAILED,
  /** Ran out of time. */
  TIMEOUT,
  /** Ended because the call around it ran out of time. */
  STOPPED,
  /** Its timer was cancelled and the call then ended by itself. */
  CANCELLED,
  /** Open when its JVM died. */
  LOST;

  /** True while the call may still run. */
  public boolean isLive() {
    return ordinal() <= OVERDUE.ordinal();
  }
}
