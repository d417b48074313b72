package dev.curfew.cli;

import com.google.gson.JsonObject;
import dev.curfew.manage.RuleInfo;
import dev.curfew.manage.TimeoutManagerMXBean;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The configuration that holds now. */
@Command(
    name = "export",
    description = "Prints the configuration that holds now as YAML, with operators' changes.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar export 28487 > curfew.yaml",
      "  java -jar curfew.jar export com.acme.Shop --json"
    })
final class ExportCommand extends TargetCommand {
  @Option(
      names = "--json",
      description = "print a JSON object: source, loadedAt, configuration, and changes by rule")
  private boolean json;

  ExportCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    if (json) {
      session.out().println(AsciiJson.of(object(manager)));
      return ExitCode.DONE;
    }
    for (String line : manager.getConfiguration()) {
      session.say(line);
    }
    return ExitCode.DONE;
  }

  /** What operators have changed stands in the YAML's comments, which are lost here. */
  private static JsonObject object(TimeoutManagerMXBean manager) {
    String yaml = String.join("\n", manager.getConfiguration());
    JsonObject changes = new JsonObject();
    for (RuleInfo rule : manager.getRules()) {
      if (!rule.overrides().isEmpty()) {
        changes.add(rule.name(), AsciiJson.tree(rule.overrides()));
      }
    }
    JsonObject object = new JsonObject();
    object.addProperty("source", manager.getConfigurationSource());
    object.addProperty("loadedAt", manager.getConfigurationLoadedAt());
    object.add(
        "configuration",
        AsciiJson.tree(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    object.add("changes", changes);
    return object;
  }
}
