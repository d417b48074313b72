package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.List;
import picocli.CommandLine.Command;

/** Whether all is well. */
@Command(
    name = "report",
    description = "Prints the rules with their counts, what each matched, and what is wrong.")
final class ReportCommand extends TargetCommand {
  ReportCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    session.say(List.of(manager.getRulesReport()));
    session.say(List.of(manager.getConfigurationReport()));
    session.say("healthy: " + manager.isHealthy() + " " + manager.getWatcherLastFailure());
    session.say("records: " + manager.getRecordDirectory() + " " + manager.getRecordProblem());
    session.say("last reload: " + manager.getLastReload());
    return ExitCode.DONE;
  }
}
