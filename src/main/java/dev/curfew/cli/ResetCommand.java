package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes the changes of a rule back. */
@Command(
    name = "reset",
    description = "Takes all changes of a rule back to what is configured.",
    footerHeading = Main.EXAMPLES,
    footer = {"  java -jar curfew.jar reset 28487 checkout"})
final class ResetCommand extends ChangeCommand {
  @Parameters(index = "1", paramLabel = "RULE", description = "name of a rule")
  private String rule = "";

  ResetCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.reset(rule, reason()), session);
  }
}
