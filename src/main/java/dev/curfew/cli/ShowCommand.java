package dev.curfew.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.curfew.manage.AuditEntry;
import dev.curfew.manage.EndedTimerInfo;
import dev.curfew.manage.Tables;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.manage.TimerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All that is known of one timer. */
@Command(
    name = "show",
    description = {
      "Shows one timer with the calls around it and inside of it, what has become of it so far,",
      "what its thread does now, and what operators did to it; of one that has ended badly, how,",
      "with its stacks."
    },
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar show 28487 7",
      "  java -jar curfew.jar show com.acme.Shop 7 --json"
    })
final class ShowCommand extends TargetCommand {
  @Parameters(index = "1", paramLabel = "ID", description = "id of a timer, see list and history")
  private long id;

  @Option(names = "--json", description = "print a JSON object, durations in milliseconds")
  private boolean json;

  ShowCommand(Session session) {
    super(session);
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) {
    List<TimerInfo> timers = manager.getTimers();
    Optional<TimerInfo> live = timers.stream().filter(t -> t.id() == id).findFirst();
    Optional<EndedTimerInfo> ended =
        live.isPresent()
            ? Optional.empty()
            : manager.getHistory().stream().filter(t -> t.id() == id).findFirst();
    if (live.isEmpty() && ended.isEmpty()) {
      session.complain(
          "NO_SUCH_TIMER: there is no timer " + id + ", or its call has ended in time");
      return ExitCode.REFUSED;
    }
    List<AuditEntry> acts =
        manager.getAudit().stream().filter(act -> concerns(act.command())).toList();
    if (live.isPresent()) {
      showLive(live.get(), timers, List.of(manager.getStacks()), acts, session);
    } else {
      showEnded(ended.orElseThrow(), acts, session);
    }
    return ExitCode.DONE;
  }

  /** As the audit log writes commands on a timer, or on those of a selector. */
  private boolean concerns(String command) {
    return command.matches("[a-zA-Z]+ (ids:(\\d+\\+)*)?" + id + "(\\+.*| .*)?")
        && !command.startsWith("set ")
        && !command.startsWith("reset ");
  }

  private void showLive(
      TimerInfo timer,
      List<TimerInfo> timers,
      List<String> stacks,
      List<AuditEntry> acts,
      Session session) {
    List<TimerInfo> around = around(timer, timers);
    List<TimerInfo> inside = timers.stream().filter(t -> t.parentId() == id).toList();
    List<String> stack = stack(stacks);
    if (json) {
      JsonObject object = TimersJson.object(timer);
      object.add("around", TimersJson.array(around));
      object.add("inside", TimersJson.array(inside));
      object.add("history", AsciiJson.tree(timer.history()));
      object.add("stack", AsciiJson.tree(stack.stream().map(ShowCommand::frame).toList()));
      object.add("audit", AsciiJson.tree(acts));
      session.out().println(AsciiJson.of(object));
      return;
    }
    session.say(Tables.timers(List.of(timer)));
    section("around it", around.isEmpty() ? List.of() : Tables.timers(around), session);
    section("inside of it", inside.isEmpty() ? List.of() : Tables.timers(inside), session);
    section("its history", timer.history(), session);
    section("its thread now", stack, session);
    section("what was done to it", acts.stream().map(AuditEntry::toString).toList(), session);
  }

  private void showEnded(EndedTimerInfo timer, List<AuditEntry> acts, Session session) {
    if (json) {
      JsonElement object = AsciiJson.tree(timer);
      object.getAsJsonObject().add("audit", AsciiJson.tree(acts));
      session.out().println(AsciiJson.of(object));
      return;
    }
    session.say(
        "#"
            + id
            + " "
            + timer.path()
            + " has ended: "
            + timer.status()
            + (timer.reason().isEmpty() ? "" : " (" + timer.reason() + ")")
            + (timer.thrown().isEmpty() ? "" : ", threw " + timer.thrown()));
    session.say(
        timer.method()
            + " on "
            + timer.threadName()
            + "#"
            + timer.threadId()
            + ", took "
            + Tables.duration(timer.elapsedMillis())
            + " of "
            + Tables.duration(timer.timeoutMillis()));
    section("its history", timer.history(), session);
    section("stack at the warning", frames(timer.stackAtWarning()), session);
    section("stack at the expiry", frames(timer.stackAtExpiry()), session);
    section("stack at the end of the grace", frames(timer.stackAtGraceEnd()), session);
    section("what was done to it", acts.stream().map(AuditEntry::toString).toList(), session);
  }

  private static void section(String heading, List<String> lines, Session session) {
    if (!lines.isEmpty()) {
      session.say("");
      session.say(heading + ":");
      session.say(lines);
    }
  }

  /** The calls around it, the nearest first. */
  private static List<TimerInfo> around(TimerInfo timer, List<TimerInfo> timers) {
    List<TimerInfo> around = new ArrayList<>();
    long parent = timer.parentId();
    for (int i = 0; i < timers.size() && parent != 0; i++) {
      long sought = parent;
      parent = 0;
      for (TimerInfo t : timers) {
        if (t.id() == sought) {
          around.add(t);
          parent = t.parentId();
        }
      }
    }
    return around;
  }

  /** Its part of the report, in which a line that begins with #id is followed by the frames. */
  private List<String> stack(List<String> report) {
    List<String> lines = new ArrayList<>();
    boolean its = false;
    for (String line : report) {
      if (line.startsWith("#")) {
        its = line.startsWith("#" + id + " ");
      } else if (its) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String frame(String line) {
    return line.strip().replaceFirst("^at ", "");
  }

  private static List<String> frames(List<String> stack) {
    return stack.stream().map(frame -> "    at " + frame).toList();
  }
}
