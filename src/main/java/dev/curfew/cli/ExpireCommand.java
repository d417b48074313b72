package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops a call. */
@Command(
    name = "expire",
    description = "Treats a call as timed out now: it is stopped as its rule says.")
final class ExpireCommand extends TargetCommand {
  @Parameters(index = "1", paramLabel = "ID", description = "id of the call's timer, see list")
  private long id;

  ExpireCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.expireCall(id), session);
  }
}
