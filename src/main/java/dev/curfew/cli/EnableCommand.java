package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** The live switch, on again. */
@Command(
    name = "enable",
    description = "Takes a disable back; nothing is stopped for another 5 seconds.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar enable 28487 --rule checkout",
      "  java -jar curfew.jar enable 28487"
    })
final class EnableCommand extends ChangeCommand {
  @ArgGroup private TargetOptions options = new TargetOptions();

  EnableCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.enable(options.target().toString(), reason()), session);
  }
}
