package dev.curfew.demo;

import dev.curfew.demo.CommandLine.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Extends one timer and cancels one, with nothing but the command line. */
final class Operator {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * One command on one timer.
   *
   * @param before the timer when it was found
   * @param answer what the command line said
   * @param after the timer afterwards; empty when it had ended
   */
  record Act(LiveTimer before, Result answer, Optional<LiveTimer> after) {}

  /**
   * What the operator did.
   *
   * @param extended the timer that got more time
   * @param cancelled the timer that was cancelled
   */
  record Report(Act extended, Act cancelled) {}

  private final CommandLine curfew;
  private final Journal journal;

  Operator(CommandLine curfew, Journal journal) {
    this.curfew = curfew;
    this.journal = journal;
  }

  Report work() throws IOException, InterruptedException, TimeoutException {
    journal.await(Scenario.STUCK, "started", PATIENCE);
    journal.await(Scenario.EXTENDED, "started", PATIENCE);
    curfew.show("list");
    Act extended = act(Scenario.EXTENDED, "extend", Scenario.EXTENSION.toSeconds() + "s");
    journal.await(Scenario.CANCELLED, "started", PATIENCE);
    Act cancelled = act(Scenario.CANCELLED, "cancel");
    curfew.show("list");
    return new Report(extended, cancelled);
  }

  private Act act(String command, String verb, String... more)
      throws IOException, InterruptedException {
    LiveTimer before =
        timerOf(command)
            .orElseThrow(() -> new IllegalStateException("no timer is listed for " + command));
    String[] arguments = new String[more.length + 1];
    arguments[0] = Long.toString(before.id());
    System.arraycopy(more, 0, arguments, 1, more.length);
    Result answer = curfew.show(verb, arguments);
    Optional<LiveTimer> after = timers().stream().filter(t -> t.id() == before.id()).findFirst();
    return new Act(before, answer, after);
  }

  private Optional<LiveTimer> timerOf(String command) throws IOException, InterruptedException {
    String thread = Scenario.threadOf(command);
    return timers().stream()
        .filter(t -> t.thread().equals(thread) && t.rule().equals(Scenario.COMMAND_RULE))
        .findFirst();
  }

  private List<LiveTimer> timers() throws IOException, InterruptedException {
    Result list = curfew.run("list", "--json");
    if (list.exitCode() != 0) {
      throw new IllegalStateException("list --json failed: " + list.output());
    }
    return LiveTimer.parse(list.output());
  }
}
