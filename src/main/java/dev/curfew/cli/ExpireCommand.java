package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a call. */
@Command(
    name = "expire",
    description = "Treats a call as timed out now: it is stopped as its rule says.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar expire 28487 3 --reason stuck",
      "  java -jar curfew.jar expire 28487 --rule checkout --older-than 10m --yes"
    })
final class ExpireCommand extends ChangeCommand {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ID",
      description = "ids of timers, see list")
  private List<Long> ids = List.of();

  @Mixin private TimerChoice choice = new TimerChoice();

  ExpireCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return choice.act(
        ids,
        manager,
        session,
        id -> manager.expireCall(id, reason()),
        selector -> manager.expireCalls(selector, reason()));
  }
}
