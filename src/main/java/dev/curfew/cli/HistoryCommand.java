package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What has ended badly. */
@Command(
    name = "history",
    description =
        "Lists the last timers that timed out, were stopped, cancelled, abandoned or overdue.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar history 28487",
      "  java -jar curfew.jar history com.acme.Shop --json"
    })
final class HistoryCommand extends TargetCommand {
  @Option(
      names = "--json",
      description = "print a JSON array, durations in milliseconds, times in UTC")
  private boolean json;

  HistoryCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    if (json) {
      session.out().println(AsciiJson.of(AsciiJson.tree(manager.getHistory())));
      return ExitCode.DONE;
    }
    for (String line : manager.getHistoryReport()) {
      session.say(line);
    }
    return ExitCode.DONE;
  }
}
