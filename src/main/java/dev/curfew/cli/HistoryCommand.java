package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;

/** What has ended badly. */
@Command(
    name = "history",
    description =
        "Lists the last timers that timed out, were stopped, cancelled, abandoned or overdue.")
final class HistoryCommand extends TargetCommand {
  HistoryCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    for (String line : manager.getHistoryReport()) {
      session.say(line);
    }
    return ExitCode.DONE;
  }
}
