package dev.curfew.cli;

import com.google.gson.JsonObject;
import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether all is well. */
@Command(
    name = "report",
    description = "Prints the rules with their counts, what each matched, and what is wrong.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar report 28487",
      "  java -jar curfew.jar report com.acme.Shop --json"
    })
final class ReportCommand extends TargetCommand {
  @Option(names = "--json", description = "print a JSON object, durations in milliseconds")
  private boolean json;

  ReportCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    if (json) {
      session.out().println(AsciiJson.of(object(manager)));
      return ExitCode.DONE;
    }
    session.say(List.of(manager.getRulesReport()));
    session.say(List.of(manager.getConfigurationReport()));
    session.say("healthy: " + manager.isHealthy() + " " + manager.getWatcherLastFailure());
    session.say("records: " + manager.getRecordDirectory() + " " + manager.getRecordProblem());
    session.say("last reload: " + manager.getLastReload());
    return ExitCode.DONE;
  }

  private static JsonObject object(TimeoutManagerMXBean manager) {
    JsonObject object = new JsonObject();
    object.addProperty("version", manager.getVersion());
    object.addProperty("healthy", manager.isHealthy());
    object.addProperty("watcherLastFailure", manager.getWatcherLastFailure());
    object.addProperty("enabled", manager.isEnabled());
    object.addProperty("openCalls", manager.getOpenCalls());
    object.addProperty("recordDirectory", manager.getRecordDirectory());
    object.addProperty("recordProblem", manager.getRecordProblem());
    object.addProperty("lastReload", manager.getLastReload());
    object.add("rules", AsciiJson.tree(manager.getRules()));
    object.add("configurationReport", AsciiJson.tree(manager.getConfigurationReport()));
    return object;
  }
}
