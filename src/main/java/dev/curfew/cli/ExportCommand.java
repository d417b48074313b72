package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;

/** The configuration that holds now. */
@Command(
    name = "export",
    description = "Prints the configuration that holds now as YAML, with operators' changes.")
final class ExportCommand extends TargetCommand {
  ExportCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    for (String line : manager.getConfiguration()) {
      session.say(line);
    }
    return ExitCode.DONE;
  }
}
