package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Moves a deadline. */
@Command(
    name = "extend",
    description = "Moves the deadline of a call that has not run out of time.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar extend 28487 3 30s --reason \"slow bank\"",
      "  java -jar curfew.jar extend 28487 --rule checkout 1h30m --yes"
    })
final class ExtendCommand extends ChangeCommand {
  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ID... DURATION",
      hideParamSyntax = true,
      description = "ids of timers, see list; and by how much, such as 30s, 1h30m or PT30S")
  private List<String> words = List.of();

  @Mixin private TimerChoice choice = new TimerChoice();

  ExtendCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    String duration = words.get(words.size() - 1);
    List<Long> ids = new ArrayList<>();
    for (String id : words.subList(0, words.size() - 1)) {
      if (!id.matches("-?[0-9]{1,18}")) {
        session.complain("\"" + id + "\" is no timer's id");
        return ExitCode.USAGE;
      }
      ids.add(Long.valueOf(id));
    }
    return choice.act(
        ids,
        manager,
        session,
        id -> manager.extendTimer(id, duration, reason()),
        selector -> manager.extendTimers(selector, duration, reason()));
  }
}
