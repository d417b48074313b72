package dev.curfew.cli;

/** What the command line ends with. Scripts rely on these: they never change. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Something unexpected. */
  static final int FAILURE = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The JVM can't be reached. */
  static final int UNREACHABLE = 3;

  /** Curfew does not run in that JVM. */
  static final int NO_CURFEW = 4;

  /** No such timer or rule, or too late; nothing was changed. */
  static final int REFUSED = 5;

  /** More than one timer is meant and nobody has said --yes; nothing was changed. */
  static final int UNCONFIRMED = 6;

  private ExitCode() {}
}
