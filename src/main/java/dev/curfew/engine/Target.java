package dev.curfew.engine;

/** What an operator's switch acts on. */
public sealed interface Target {
  /** Every rule. */
  record All() implements Target {}

  /**
   * One rule.
   *
   * @param name the rule's
   */
  record OfRule(String name) implements Target {}

  /**
   * One timer.
   *
   * @param id the timer's
   */
  record OfTimer(long id) implements Target {}
}
