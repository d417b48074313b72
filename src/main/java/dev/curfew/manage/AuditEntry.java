package dev.curfew.manage;

/**
 * One command of an operator.
 *
 * @param at when, ISO-8601 in UTC
 * @param by who, from where
 * @param command what, with its parameters
 * @param reason why, in the operator's words; empty: none was given
 * @param outcome what became of it, such as EXTENDED or TOO_LATE; of many timers the first of the
 *     answer
 * @param answer the sentence that the operator got
 */
public record AuditEntry(
    String at, String by, String command, String reason, String outcome, String answer) {

  /** One line, in which nobody can forge another. */
  @Override
  public String toString() {
    String why = reason.isEmpty() ? "" : " (" + Quoted.of(reason) + ")";
    return Printable.of(at + " " + by + " " + command + why + ": " + answer);
  }
}
