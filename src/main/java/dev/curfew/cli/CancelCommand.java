package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a timeout off. */
@Command(
    name = "cancel",
    description =
        "Takes the timeout off a call, which runs on; a timeout around it still holds."
            + " To stop the call, use expire.")
final class CancelCommand extends TargetCommand {
  @Parameters(index = "1", paramLabel = "ID", description = "id of a timer, see list")
  private long id;

  CancelCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.cancelTimer(id), session);
  }
}
