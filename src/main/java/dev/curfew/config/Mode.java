package dev.curfew.config;

/** What a rule does with calls that run out of time. Prints as it is written in configurations. */
public enum Mode {
  /** The rule's calls are not registered at all. */
  OFF("off"),
  /** Overruns are recorded, nothing is touched. */
  OBSERVE("observe"),
  /** The thread is interrupted at the deadline. */
  INTERRUPT("interrupt"),
  /** As interrupt, and what is still running after the grace is ended by stronger means. */
  FORCE("force");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** Lower case. */
  @Override
  public String toString() {
    return word;
  }
}
