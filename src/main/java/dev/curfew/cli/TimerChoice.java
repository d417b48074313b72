package dev.curfew.cli;

import dev.curfew.manage.Tables;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.manage.TimerInfo;
import dev.curfew.manage.TimerSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which timers a command is for: those of the ids, if there are any, that also meet every other
 * condition. More than one has to be confirmed, and then exactly those are meant that were found.
 */
final class TimerChoice {
  @Option(names = "--rule", paramLabel = "NAME", description = "timers of this rule")
  private @Nullable String rule;

  @Option(
      names = "--label",
      paramLabel = "PATTERN",
      description = "timers with this label, * for any characters")
  private @Nullable String label;

  @Option(names = "--status", paramLabel = "STATUS", description = "timers in this status")
  private @Nullable String status;

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      description = "timers of calls that have run for longer, such as 10m")
  private @Nullable String olderThan;

  @Option(names = "--all", description = "all timers")
  private boolean all;

  @Option(names = "--yes", description = "do it, also to more than one")
  private boolean yes;

  /**
   * Does it.
   *
   * @param ids from the command line, may be empty
   * @param toOne what is done to the one timer of a single id
   * @param toMany what is done to the timers of a selector
   * @return the exit code
   */
  int act(
      List<Long> ids,
      TimeoutManagerMXBean manager,
      Session session,
      Function<Long, String> toOne,
      Function<String, String> toMany) {
    List<TimerSelector> conditions = conditions();
    if (conditions.isEmpty() && !all && ids.size() == 1) {
      return TargetCommand.tell(toOne.apply(ids.get(0)), session);
    }
    if (conditions.isEmpty() && !all && ids.isEmpty()) {
      session.complain(
          "no timer is named; allowed: ids, or --rule, --label, --status,"
              + " --older-than, --all");
      return ExitCode.USAGE;
    }
    List<TimerInfo> hits = hits(ids, conditions, manager);
    if (hits.isEmpty()) {
      session.complain("NO_SUCH_TIMER: no live timer is meant");
      return ExitCode.REFUSED;
    }
    if (hits.size() > 1 && !yes) {
      session.say(Tables.timers(hits));
      session.complain(hits.size() + " timers are meant, nothing was changed; --yes does it");
      return ExitCode.UNCONFIRMED;
    }
    String selector =
        hits.stream()
            .map(timer -> Long.toString(timer.id()))
            .collect(Collectors.joining("+", "ids:", ""));
    return TargetCommand.tell(toMany.apply(selector), session);
  }

  private List<TimerSelector> conditions() {
    List<TimerSelector> conditions = new ArrayList<>();
    add("rule:", rule, conditions);
    add("label:", label, conditions);
    add("status:", status, conditions);
    add("older-than:", olderThan, conditions);
    return conditions;
  }

  private static void add(String key, @Nullable String value, List<TimerSelector> conditions) {
    if (value != null) {
      conditions.add(TimerSelector.parse(key + value));
    }
  }

  private static List<TimerInfo> hits(
      List<Long> ids, List<TimerSelector> conditions, TimeoutManagerMXBean manager) {
    return manager.getTimers().stream()
        .filter(timer -> ids.isEmpty() || ids.contains(timer.id()))
        .filter(timer -> conditions.stream().allMatch(condition -> condition.matches(timer)))
        .toList();
  }
}
