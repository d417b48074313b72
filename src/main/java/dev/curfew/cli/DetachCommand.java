package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;

/** Takes Curfew out of a program. */
@Command(
    name = "detach",
    description =
        "Takes Curfew out of a JVM: code as it was, open calls run on without a limit. Asks for --reason.",
    footerHeading = Main.EXAMPLES,
    footer = {"  java -jar curfew.jar detach 28487 --reason \"not needed any more\""})
final class DetachCommand extends ChangeCommand {
  DetachCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.detach(reason()), session);
  }
}
