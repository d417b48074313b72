package dev.curfew.cli;

/** The end of a command: one sentence for stderr, and the exit code. */
final class CommandFailure extends Exception {
  private final int exitCode;
  private final String sentence;

  CommandFailure(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
    this.sentence = sentence;
  }

  int exitCode() {
    return exitCode;
  }

  String sentence() {
    return sentence;
  }
}
