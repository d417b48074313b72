package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes a rule while it runs. */
@Command(
    name = "set",
    description =
        "Changes a rule until it is reset or the JVM ends; calls that are open keep their limits.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar set 28487 checkout timeout 1m30s --reason \"slow bank\"",
      "  java -jar curfew.jar set 28487 'nightly import' mode observe"
    })
final class SetCommand extends ChangeCommand {
  @Parameters(index = "1", paramLabel = "RULE", description = "name of a rule")
  private String rule = "";

  @Parameters(index = "2", paramLabel = "KEY", description = "timeout, warn-at, grace or mode")
  private String key = "";

  @Parameters(
      index = "3",
      paramLabel = "VALUE",
      description = "as in the configuration, such as 30s, 80%%, observe")
  private String value = "";

  SetCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return tell(manager.set(rule, key, value, reason()), session);
  }
}
