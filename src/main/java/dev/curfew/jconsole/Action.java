package dev.curfew.jconsole;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an operator can have done. */
enum Action {
  CANCEL("Cancel", "take the timeout off", true) {
    @Override
    String perform(TimeoutManagerMXBean manager, Command command) {
      return command.isForOne()
          ? manager.cancelTimer(command.id(), command.reason())
          : manager.cancelTimers(command.selector(), command.reason());
    }
  },
  EXTEND("Extend", "give more time to", false) {
    @Override
    String perform(TimeoutManagerMXBean manager, Command command) {
      return command.isForOne()
          ? manager.extendTimer(command.id(), command.duration(), command.reason())
          : manager.extendTimers(command.selector(), command.duration(), command.reason());
    }
  },
  EXPIRE("Expire", "stop", true) {
    @Override
    String perform(TimeoutManagerMXBean manager, Command command) {
      return command.isForOne()
          ? manager.expireCall(command.id(), command.reason())
          : manager.expireCalls(command.selector(), command.reason());
    }
  },
  DISABLE("Disable", "only observe", false) {
    @Override
    String perform(TimeoutManagerMXBean manager, Command command) {
      return oneByOne(command.targets(), target -> manager.disable(target, command.reason()));
    }
  },
  ENABLE("Enable", "enforce again", false) {
    @Override
    String perform(TimeoutManagerMXBean manager, Command command) {
      return oneByOne(command.targets(), target -> manager.enable(target, command.reason()));
    }
  };

  private interface Operation {
    String on(String target);
  }

  private final String verb;
  private final String meaning;
  private final boolean isFinal;

  Action(String verb, String meaning, boolean isFinal) {
    this.verb = verb;
    this.meaning = meaning;
    this.isFinal = isFinal;
  }

  /** What stands on its button. */
  String verb() {
    return verb;
  }

  /** What it does, as part of a sentence in front of "3 calls". */
  String meaning() {
    return meaning;
  }

  /** Whether nothing takes it back. */
  boolean isFinal() {
    return isFinal;
  }

  /** Returns the sentence that the program answers. */
  abstract String perform(TimeoutManagerMXBean manager, Command command);

  /** The answer to the only one, or how many had which outcome. */
  private static String oneByOne(List<String> targets, Operation operation) {
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    String answer = "";
    for (String target : targets) {
      answer = operation.on(target);
      outcomes.merge(answer.split(":", 2)[0], 1, Integer::sum);
    }
    return targets.size() == 1
        ? answer
        : outcomes.entrySet().stream()
            .map(outcome -> outcome.getKey() + " " + outcome.getValue())
            .collect(Collectors.joining(", "));
  }
}
