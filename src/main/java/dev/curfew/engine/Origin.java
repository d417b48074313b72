package dev.curfew.engine;

/**
 * Who wants a change, and why.
 *
 * @param by such as {@code operator@10.1.2.3}, {@code local} or {@code application}
 * @param reason in the words of whoever wants it; empty: none was given
 */
public record Origin(String by, String reason) {

  /** Without a reason. */
  public static Origin of(String by) {
    return new Origin(by, "");
  }
}
