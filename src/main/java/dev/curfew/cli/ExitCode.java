package dev.curfew.cli;

/**
 * What the command line ends with; {@link Main}'s help says what each means. Scripts rely on these:
 * they never change.
 */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;
  static final int NO_CURFEW = 4;
  static final int REFUSED = 5;
  static final int UNCONFIRMED = 6;

  private ExitCode() {}
}
