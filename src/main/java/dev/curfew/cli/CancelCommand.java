package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a timeout off. */
@Command(
    name = "cancel",
    description =
        "Takes the timeout off a call, which runs on; a timeout around it still holds."
            + " To stop the call, use expire.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar cancel 28487 3 --reason \"it may take long\"",
      "  java -jar curfew.jar cancel com.acme.Shop --label 'eu-*' --yes"
    })
final class CancelCommand extends ChangeCommand {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ID",
      description = "ids of timers, see list")
  private List<Long> ids = List.of();

  @Mixin private TimerChoice choice = new TimerChoice();

  CancelCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    return choice.act(
        ids,
        manager,
        session,
        id -> manager.cancelTimer(id, reason()),
        selector -> manager.cancelTimers(selector, reason()));
  }
}
