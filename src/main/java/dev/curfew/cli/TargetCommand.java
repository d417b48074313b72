package dev.curfew.cli;

import dev.curfew.cli.Jvms.Connection;
import dev.curfew.manage.CommandResult;
import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command on one JVM. */
abstract class TargetCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "JVM",
      description = {
        "process id, main class or jar of a JVM of this machine, see ps;",
        "HOST:PORT or service:jmx:... of any other, also as --url URL"
      })
  private String jvm = "";

  @Mixin private Login login = new Login();

  private final Session session;

  TargetCommand(Session session) {
    this.session = session;
  }

  /** Does the work; returns the exit code. */
  abstract int run(TimeoutManagerMXBean manager, Session session) throws Exception;

  @Override
  public final Integer call() throws Exception {
    Address address = Address.of(jvm, session.jvms());
    Access access = login.access(session.passwords());
    return Patience.await(
        address.who(),
        patienceMillis(session),
        () -> {
          try (Connection connection = session.jvms().connect(address, access)) {
            return run(connection.manager(), session);
          }
        });
  }

  /** For how long the other JVM may take. */
  long patienceMillis(Session session) {
    return session.patienceMillis();
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
