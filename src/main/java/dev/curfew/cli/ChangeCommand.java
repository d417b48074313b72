package dev.curfew.cli;

import picocli.CommandLine.Option;

/** A command that changes something, for a reason that the audit log keeps. */
abstract class ChangeCommand extends TargetCommand {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why, for the audit log and for who comes after you")
  private String reason = "";

  ChangeCommand(Session session) {
    super(session);
  }

  final String reason() {
    return reason;
  }
}
