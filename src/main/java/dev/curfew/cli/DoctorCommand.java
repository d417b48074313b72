package dev.curfew.cli;

import dev.curfew.cli.Jvms.Connection;
import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is wrong, and what to do. */
@Command(
    name = "doctor",
    description = {
      "Says why a JVM of this machine can't be attached to, why Curfew does not work in it, and",
      "what to do. Changes nothing. Ends with the exit code that other commands would end with."
    },
    footerHeading = Main.EXAMPLES,
    footer = {"  java -jar curfew.jar doctor 28487"})
final class DoctorCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "JVM",
      description = "process id, main class or jar of a JVM of this machine, see ps")
  private String jvm = "";

  private final Session session;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Address address = Address.of(jvm, session.jvms());
    if (address.pid() == 0) {
      throw new CommandFailure(
          ExitCode.USAGE, "doctor works on the machine of the JVM alone; name its process id");
    }
    List<Finding> findings = new ArrayList<>();
    try {
      findings.addAll(
          Patience.await(
              address.who(),
              session.patienceMillis(),
              () -> session.jvms().examine(address.pid())));
      if (exitCode(findings) == ExitCode.DONE) {
        findings.addAll(
            Patience.await(address.who(), session.patienceMillis(), () -> inside(address)));
      }
    } catch (CommandFailure e) {
      findings.add(Finding.wrong(e.sentence(), e.exitCode()));
    }
    findings.forEach(finding -> session.say(finding.toString()));
    return exitCode(findings);
  }

  private static int exitCode(List<Finding> findings) {
    return findings.stream()
        .map(Finding::exitCode)
        .filter(code -> code != ExitCode.DONE)
        .findFirst()
        .orElse(ExitCode.DONE);
  }

  private List<Finding> inside(Address address) throws CommandFailure {
    try (Connection connection = session.jvms().connect(address, Access.NONE)) {
      return of(connection.manager());
    }
  }

  private static List<Finding> of(TimeoutManagerMXBean manager) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        manager.isHealthy()
            ? Finding.ok("it takes commands, and its watcher is healthy")
            : new Finding(
                Finding.Kind.WRONG,
                "its watcher is not healthy: " + manager.getWatcherLastFailure(),
                ExitCode.DONE));
    if (!manager.isEnabled()) {
      findings.add(Finding.note("all rules are disabled and stop nothing; enable takes that back"));
    }
    for (String line : manager.getConfigurationReport()) {
      weaving(line, findings);
    }
    for (String problem : manager.getReloadProblems()) {
      findings.add(Finding.note("the last reload was refused: " + problem));
    }
    if (!manager.getRecordProblem().isEmpty()) {
      findings.add(Finding.note("records can't be written: " + manager.getRecordProblem()));
    }
    return findings;
  }

  /**
   * The report has a line for each rule, with what it wove and refused, and one for each method.
   */
  private static void weaving(String line, List<Finding> findings) {
    if (line.contains(": 0 woven, ")) {
      findings.add(
          Finding.note(
              line
                  + "; its classes are not loaded yet, or no class or method has that name:"
                  + " compare with jcmd PID VM.class_hierarchy"));
    } else if (line.startsWith("  refused ")) {
      findings.add(Finding.note("not woven:" + line.substring("  refused".length())));
    } else if (line.contains(" was left as it is: ")) {
      findings.add(Finding.note(line));
    }
  }
}
