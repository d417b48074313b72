package dev.curfew.manage;

/** Why an operator wants something, in the operator's words. */
final class Reason {
  private static final int LONGEST = 500;
  private static final String PLACEHOLDER = "String";

  private Reason() {}

  /** Empty: none was given, also when the field was left as JConsole fills it. */
  static String parse(String text) {
    String reason = text.strip();
    if (reason.equals(PLACEHOLDER)) {
      return "";
    }
    return reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
  }
}
