package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;

/** Takes a changed configuration over. */
@Command(
    name = "reload",
    description = "Reads the configuration file again; one that is wrong changes nothing.",
    footerHeading = Main.EXAMPLES,
    footer = {"  java -jar curfew.jar reload 28487 --reason \"new limits\""})
final class ReloadCommand extends ChangeCommand {
  ReloadCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    int exitCode = tell(manager.reload(reason()), session);
    for (String problem : manager.getReloadProblems()) {
      session.complain(problem);
    }
    return exitCode;
  }
}
