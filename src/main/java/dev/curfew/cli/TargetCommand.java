package dev.curfew.cli;

import dev.curfew.cli.Jvms.Connection;
import dev.curfew.manage.CommandResult;
import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** A command on one JVM. */
abstract class TargetCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PID", description = "process id of the JVM, see ps")
  private long pid;

  private final Session session;

  TargetCommand(Session session) {
    this.session = session;
  }

  /** Does the work; returns the exit code. */
  abstract int run(TimeoutManagerMXBean manager, Session session) throws Exception;

  @Override
  public final Integer call() throws Exception {
    return Patience.await(
        pid,
        session.patienceMillis(),
        () -> {
          try (Connection connection = session.jvms().connect(pid)) {
            return run(connection.manager(), session);
          }
        });
  }

  /** Passes an operation's answer on. */
  static int tell(String answer, Session session) {
    return switch (CommandResult.of(answer)) {
      case DONE -> {
        session.say(answer);
        yield ExitCode.DONE;
      }
      case REFUSED -> {
        session.complain(answer);
        yield ExitCode.REFUSED;
      }
      case UNKNOWN -> {
        session.complain(answer);
        yield ExitCode.FAILURE;
      }
    };
  }
}
