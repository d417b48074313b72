package dev.curfew.agent;

/** The agent does not start, for a reason that the user can mend; the message is what they read. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }
}
