package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** Stops the time of timers. */
@Command(
    name = "pause",
    description =
        "Stops the time: what is left stays left."
            + " All rules, unless an option names one rule or one timer.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar pause 28487 --reason \"a debugger is attached\"",
      "  java -jar curfew.jar pause 28487 --rule checkout"
    })
final class PauseCommand extends ChangeCommand {
  @ArgGroup private TargetOptions options = new TargetOptions();

  PauseCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.pause(options.target().toString(), reason()), session);
  }
}
