package dev.curfew.api;

/** What the agent does to a call of the application that runs out of time. */
public enum TimeoutMode {
  /** It is recorded, and left alone. */
  OBSERVE,

  /** Its thread is interrupted. */
  INTERRUPT,

  /**
   * Its thread is interrupted, and after the grace what it is blocked in is ended too. The first
   * call that asks for it brings in what that takes, on another thread and within about a second;
   * what is blocked before then is only interrupted.
   */
  FORCE
}
