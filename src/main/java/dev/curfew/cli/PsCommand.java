package dev.curfew.cli;

import dev.curfew.cli.Jvms.JvmView;
import dev.curfew.manage.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Which JVMs there are. */
@Command(
    name = "ps",
    description = {
      "Lists the JVMs of this machine that you may see, with the version of the Curfew in them.",
      "A ? means that the JVM did not tell: another user's, attach disabled, or stopped."
    })
final class PsCommand implements Callable<Integer> {
  private final Session session;

  PsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Table table = new Table().right("PID").left("CURFEW").left("MAIN CLASS");
    for (JvmView jvm : session.jvms().list()) {
      table.row(jvm.pid(), jvm.curfew(), jvm.mainClass());
    }
    session.say(table.lines());
    return ExitCode.DONE;
  }
}
