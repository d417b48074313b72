package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** Lets the time of timers go on. */
@Command(
    name = "resume",
    description =
        "Takes a pause back; nothing is stopped for another 5 seconds."
            + " All rules, unless an option names one rule or one timer.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar resume 28487",
      "  java -jar curfew.jar resume 28487 --timer 3"
    })
final class ResumeCommand extends ChangeCommand {
  @ArgGroup private TargetOptions options = new TargetOptions();

  ResumeCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.resume(options.target().toString(), reason()), session);
  }
}
