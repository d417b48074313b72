package dev.curfew.cli;

import dev.curfew.manage.TimeoutManagerMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The live timers, again and again. */
@Command(
    name = "top",
    description = {
      "Shows the live timers every second, those with the least remaining time first, until q and",
      "Enter, or Ctrl-C. Where the output is no terminal, one picture follows the other."
    },
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar top com.acme.Shop",
      "  java -jar curfew.jar top 28487 --iterations 1 --rows 5",
      "  java -jar curfew.jar top 28487 --json"
    })
final class TopCommand extends TargetCommand {
  private static final long PERIOD_MILLIS = 1000;
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  @Option(names = "--iterations", paramLabel = "N", description = "end after so many pictures")
  private @Nullable Long iterations;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "at most so many timers (default: ${DEFAULT-VALUE})")
  private int rows = 20;

  @Option(
      names = "--json",
      description = "print one picture as a JSON object, durations in milliseconds")
  private boolean json;

  private final CountDownLatch quit = new CountDownLatch(1);

  TopCommand(Session session) {
    super(session);
  }

  /** For all pictures together; each of them has the patience of other commands. */
  @Override
  long patienceMillis(Session session) {
    return Long.MAX_VALUE;
  }

  @Override
  int run(TimeoutManagerMXBean manager, Session session) throws Exception {
    if ((iterations != null && iterations <= 0) || rows <= 0) {
      throw new CommandFailure(ExitCode.USAGE, "--iterations and --rows take a number above 0");
    }
    if (json && iterations != null && iterations > 1) {
      throw new CommandFailure(ExitCode.USAGE, "--json prints one picture, not " + iterations);
    }
    if (json) {
      session.out().println(AsciiJson.of(picture(manager, session).json()));
    } else {
      show(manager, session, iterations == null ? Long.MAX_VALUE : iterations);
    }
    return ExitCode.DONE;
  }

  private void show(TimeoutManagerMXBean manager, Session session, long pictures)
      throws CommandFailure, InterruptedException {
    Keys.onQuit(session.in(), quit::countDown);
    boolean terminal = Terminal.isStdout();
    for (long i = 1; i <= pictures; i++) {
      Picture picture = picture(manager, session);
      if (terminal) {
        session.out().print(HOME_AND_CLEAR);
      } else if (i > 1) {
        session.say("");
      }
      session.say(picture.lines());
      session.out().flush();
      if (i < pictures && quit.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
  }

  private Picture picture(TimeoutManagerMXBean manager, Session session) throws CommandFailure {
    return Patience.await("the JVM", session.patienceMillis(), () -> Picture.of(manager, rows));
  }
}
