package dev.curfew.api;

/** Where a timer is. The live ones may follow each other; an ended one is written once. */
public enum TimeoutStatus {
  /** The call runs within its time. */
  ACTIVE(true),
  /** The warning has been given; the deadline has not passed. */
  WARNED(true),
  /** The deadline has passed, the interrupt is on its way. */
  INTERRUPTING(true),
  /** The interrupt has been delivered; the call has its grace to end. */
  GRACE(true),
  /** The grace is over and force is at work. */
  FORCING(true),
  /** Nothing that Curfew may do has ended the call; it still runs. */
  ABANDONED(true),
  /** Past its deadline, and only observed: mode observe, or disabled by an operator. */
  OVERDUE(true),

  /** Ended in time, by returning. */
  COMPLETED(false),
  /** Ended in time, by an exception of its own. */
  FAILED(false),
  /** Ran out of time. */
  TIMEOUT(false),
  /** Ended because the call around it ran out of time. */
  STOPPED(false),
  /** Its timer was cancelled and the call then ended by itself. */
  CANCELLED(false),
  /** Open when its JVM died. */
  LOST(false);

  private final boolean live;

  TimeoutStatus(boolean live) {
    this.live = live;
  }

  /** True while the call may still run. */
  public boolean isLive() {
    return live;
  }
}
