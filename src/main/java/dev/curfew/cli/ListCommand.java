package dev.curfew.cli;

import dev.curfew.manage.Tables;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.manage.TimerInfo;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What runs under a timeout now. */
@Command(
    name = "list",
    description = "Lists the live timers of a JVM, those with the least remaining time first.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar list 28487",
      "  java -jar curfew.jar list shop-1:9010 --user ann --json"
    })
final class ListCommand extends TargetCommand {
  @Option(
      names = "--json",
      description = "print a JSON array, durations in milliseconds, null for no limit")
  private boolean json;

  ListCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    List<TimerInfo> timers = manager.getTimers();
    if (json) {
      session.out().println(TimersJson.of(timers));
    } else {
      session.say(Tables.timers(timers));
    }
    if (!manager.isHealthy()) {
      session.complain(
          "the list may be incomplete: the watcher is not healthy "
              + manager.getWatcherLastFailure());
    }
    if (!manager.isEnabled()) {
      session.complain("all rules are disabled: calls are listed, none is stopped");
    }
    return ExitCode.DONE;
  }
}
