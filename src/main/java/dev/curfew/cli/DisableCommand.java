package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** The live switch, off. */
@Command(
    name = "disable",
    description =
        "From now on only observes: calls are listed, none is stopped."
            + " All rules, unless an option names one rule or one timer.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar disable 28487 --rule checkout --reason \"wrong limit\"",
      "  java -jar curfew.jar disable 28487 --timer 3"
    })
final class DisableCommand extends ChangeCommand {
  @ArgGroup private TargetOptions options = new TargetOptions();

  DisableCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.disable(options.target().toString(), reason()), session);
  }
}
