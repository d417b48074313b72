package dev.curfew.api;

/**
 * A rule does not let a call begin, because as many of its calls as its {@code max-abandoned} says
 * have run out of time and are still running. Thrown by the entry method before its body, so
 * nothing of the call has happened. Calls are let in again as soon as one of those has ended.
 */
public final class CallRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the rule and the number. */
  public CallRefusedException(String message) {
    super(message);
  }
}
