package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Moves a deadline. */
@Command(
    name = "extend",
    description = "Moves the deadline of a call that has not run out of time.")
final class ExtendCommand extends TargetCommand {
  @Parameters(index = "1", paramLabel = "ID", description = "id of a timer, see list")
  private long id;

  @Parameters(
      index = "2",
      paramLabel = "DURATION",
      description = "by how much, such as 30s, 1h30m or PT30S")
  private String duration = "";

  ExtendCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.extendTimer(id, duration), session);
  }
}
