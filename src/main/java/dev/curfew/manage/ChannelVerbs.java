package dev.curfew.manage;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Does what commands say, through the same operations as JMX. Any thread. */
final class ChannelVerbs {
  private final TimeoutManagerMXBean manager;

  ChannelVerbs(TimeoutManagerMXBean manager) {
    this.manager = manager;
  }

  /**
   * Carries a command out.
   *
   * @throws IllegalArgumentException with what is allowed; nothing was changed
   */
  ChannelAnswer answer(ChannelCommand c) {
    return switch (c.verb()) {
      case "list" -> list();
      case "report" -> report();
      case "show" -> show(c);
      case "history" -> history();
      case "export" -> export();
      case "reload" -> reload(c);
      case "get" -> get(c);
      default -> ChannelAnswer.of(change(c));
    };
  }

  private ChannelAnswer list() {
    List<TimerInfo> timers = manager.getTimers();
    return new ChannelAnswer(
        "LISTED: " + counted(timers.size(), "timer"),
        timers.isEmpty() ? List.of() : Tables.timers(timers),
        "timers",
        timers);
  }

  private ChannelAnswer report() {
    List<RuleInfo> rules = manager.getRules();
    List<String> lines = new ArrayList<>(Tables.rules(rules));
    lines.add("");
    lines.addAll(List.of(manager.getConfigurationReport()));
    return new ChannelAnswer(
        "REPORTED: "
            + counted(rules.size(), "rule")
            + ", "
            + (manager.isHealthy() ? "healthy" : "NOT HEALTHY")
            + ", version "
            + manager.getVersion(),
        lines,
        "rules",
        rules);
  }

  private ChannelAnswer history() {
    List<EndedTimerInfo> ended = manager.getHistory();
    return new ChannelAnswer(
        "LISTED: " + counted(ended.size(), "timer") + " that ended otherwise than in time",
        ended.isEmpty() ? List.of() : List.of(manager.getHistoryReport()),
        "timers",
        ended);
  }

  private ChannelAnswer show(ChannelCommand c) {
    long id = timer(c.arguments(1, "show:ID").get(0));
    for (TimerInfo timer : manager.getTimers()) {
      if (timer.id() == id) {
        return new ChannelAnswer(
            "SHOWN: timer " + id + " (" + timer.path() + ") is " + timer.status(),
            timerAndStack(timer),
            "timer",
            timer);
      }
    }
    return ChannelAnswer.of("NO_SUCH_TIMER: there is no timer " + id + ", or its call has ended");
  }

  private List<String> timerAndStack(TimerInfo timer) {
    List<String> lines = new ArrayList<>(Tables.timers(List.of(timer)));
    timer.history().forEach(change -> lines.add("  " + change));
    boolean its = false;
    for (String line : manager.getStacks()) {
      its = line.startsWith("#") ? line.startsWith("#" + timer.id() + " ") : its;
      if (its) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** Any attribute, by the name that it has in JMX. */
  private ChannelAnswer get(ChannelCommand c) {
    String name = c.arguments(1, "get:ATTRIBUTE").get(0);
    for (Method method : TimeoutManagerMXBean.class.getMethods()) {
      if (method.getParameterCount() == 0
          && method.getName().matches("(get|is)" + Pattern.quote(name))) {
        Object value = value(method);
        List<String> lines =
            value instanceof String[] report ? List.of(report) : List.of(String.valueOf(value));
        return new ChannelAnswer("GOT: " + name, lines, "value", value);
      }
    }
    throw new IllegalArgumentException(
        "\"" + Printable.of(name) + "\" is no attribute; allowed: those of JMX, such as Healthy");
  }

  private Object value(Method getter) {
    try {
      return getter.invoke(manager);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(getter.getName(), e);
    }
  }

  /** The outcome is a comment, so that the answer as a whole is a configuration. */
  private ChannelAnswer export() {
    List<String> yaml = List.of(manager.getConfiguration());
    return new ChannelAnswer(
        "# EXPORTED: what holds now, loaded at " + manager.getConfigurationLoadedAt(),
        yaml,
        "configuration",
        String.join("\n", yaml) + "\n");
  }

  private ChannelAnswer reload(ChannelCommand c) {
    String outcome = manager.reload(c.reason());
    List<String> problems = List.of(manager.getReloadProblems());
    return new ChannelAnswer(outcome, problems, "problems", problems);
  }

  private String change(ChannelCommand c) {
    return switch (c.verb()) {
      case "cancel" -> {
        String timers = c.arguments(1, "cancel:ID or cancel:SELECTOR").get(0);
        yield isId(timers)
            ? manager.cancelTimer(Long.parseLong(timers), c.reason())
            : manager.cancelTimers(timers, c.reason());
      }
      case "expire" -> {
        String timers = c.arguments(1, "expire:ID or expire:SELECTOR").get(0);
        yield isId(timers)
            ? manager.expireCall(Long.parseLong(timers), c.reason())
            : manager.expireCalls(timers, c.reason());
      }
      case "extend" -> {
        List<String> arguments = c.arguments(2, "extend:ID:30s or extend:SELECTOR:30s");
        String timers = arguments.get(0);
        yield isId(timers)
            ? manager.extendTimer(Long.parseLong(timers), arguments.get(1), c.reason())
            : manager.extendTimers(timers, arguments.get(1), c.reason());
      }
      case "disable" -> manager.disable(target(c), c.reason());
      case "enable" -> manager.enable(target(c), c.reason());
      case "pause" -> manager.pause(target(c), c.reason());
      case "resume" -> manager.resume(target(c), c.reason());
      case "set" -> {
        List<String> arguments = c.arguments(3, "set:RULE:KEY:VALUE");
        yield manager.set(arguments.get(0), arguments.get(1), arguments.get(2), c.reason());
      }
      case "reset" -> manager.reset(c.arguments(1, "reset:RULE").get(0), c.reason());
      case "detach" -> manager.detach(c.reason().isEmpty() ? "by command" : c.reason());
      default ->
          throw new IllegalArgumentException(
              "\"" + Printable.of(c.verb()) + "\" is no command of this version");
    };
  }

  private static String target(ChannelCommand c) {
    return c.arguments(1, c.verb() + ":all, " + c.verb() + ":rule:NAME or " + c.verb() + ":ID")
        .get(0);
  }

  private static boolean isId(String text) {
    return text.matches("[0-9]{1,18}");
  }

  private static long timer(String text) {
    if (!isId(text)) {
      throw new IllegalArgumentException(
          "\"" + Printable.of(text) + "\" is no id of a timer; allowed: a number, as list has it");
    }
    return Long.parseLong(text);
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
