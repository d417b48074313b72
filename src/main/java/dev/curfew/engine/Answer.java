package dev.curfew.engine;

/**
 * What became of an operator's command.
 *
 * @param outcome for programs
 * @param text the same for people, one sentence that begins with the outcome
 */
public record Answer(Outcome outcome, String text) {

  /** The definite results of commands. */
  public enum Outcome {
    CANCELLED,
    EXTENDED,
    EXPIRED,
    DISABLED,
    ENABLED,
    PAUSED,
    RESUMED,
    SET,
    RESET,
    RELOADED,
    /** The configuration is as it was. */
    UNCHANGED,
    DETACHED,
    /** The configuration can't be used; nothing was changed. */
    INVALID,
    /** The call has been treated as timed out already, or its timer was cancelled. */
    TOO_LATE,
    /** Never existed, or has ended. */
    NO_SUCH_TIMER,
    NO_SUCH_RULE,
    /** The watcher did not answer in time; nothing is known. */
    NO_ANSWER;

    /** True when the command did what it says. */
    public boolean isDone() {
      return switch (this) {
        case CANCELLED, EXTENDED, EXPIRED, DISABLED, ENABLED, PAUSED, RESUMED, SET, RESET -> true;
        case RELOADED, UNCHANGED, DETACHED -> true;
        case INVALID, TOO_LATE, NO_SUCH_TIMER, NO_SUCH_RULE, NO_ANSWER -> false;
      };
    }
  }
}
