package dev.curfew.config;

/** What a rule does with calls that run out of time. */
public enum Mode {
  /** The rule's calls are not registered at all. */
  OFF,
  /** Overruns are recorded, nothing is touched. */
  OBSERVE,
  /** The thread is interrupted at the deadline. */
  INTERRUPT,
  /** As interrupt, and what is still running after the grace is ended by stronger means. */
  FORCE
}
