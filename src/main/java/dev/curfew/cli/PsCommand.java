package dev.curfew.cli;

import dev.curfew.cli.Jvms.JvmView;
import dev.curfew.manage.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which JVMs there are. */
@Command(
    name = "ps",
    description = {
      "Lists the JVMs of this machine that you may see, with the version of the Curfew in them.",
      "A ? means that the JVM did not tell: another user's, attach disabled, or stopped."
    },
    footerHeading = Main.EXAMPLES,
    footer = {"  java -jar curfew.jar ps", "  java -jar curfew.jar ps --json"})
final class PsCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "print a JSON array: pid, mainClass, and curfew, as in the table")
  private boolean json;

  private final Session session;

  PsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    List<JvmView> jvms = session.jvms().list();
    if (json) {
      session.out().println(AsciiJson.of(AsciiJson.tree(jvms)));
      return ExitCode.DONE;
    }
    Table table = new Table().right("PID").left("CURFEW").left("MAIN CLASS");
    for (JvmView jvm : jvms) {
      table.row(jvm.pid(), jvm.curfew(), jvm.mainClass());
    }
    session.say(table.lines());
    return ExitCode.DONE;
  }
}
