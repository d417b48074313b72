package dev.curfew.manage;

/** Text from elsewhere as a value in a line of key=value. */
final class Quoted {
  private Quoted() {}

  /**
   * In quotation marks; quotation marks, backslashes and what can't be printed are escaped, so that
   * the value can't end early or begin another line.
   */
  static String of(String text) {
    return '"' + Printable.of(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }
}
