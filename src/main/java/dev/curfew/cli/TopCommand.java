package dev.curfew.cli;

import dev.curfew.manage.Tables;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.manage.TimerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The live timers, again and again. */
@Command(
    name = "top",
    description = {
      "Shows the live timers every second, those with the least remaining time first, until q and",
      "Enter, or Ctrl-C. Where the output is no terminal, one picture follows the other."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar curfew.jar top com.acme.Shop",
      "  java -jar curfew.jar top 28487 --iterations 1 --rows 5"
    })
final class TopCommand extends TargetCommand {
  private static final long PERIOD_MILLIS = 1000;
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  @Option(names = "--iterations", paramLabel = "N", description = "end after so many pictures")
  private long iterations = Long.MAX_VALUE;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "at most so many timers (default: ${DEFAULT-VALUE})")
  private int rows = 20;

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
    if (iterations <= 0 || rows <= 0) {
      throw new CommandFailure(ExitCode.USAGE, "--iterations and --rows take a number above 0");
    }
    if (isTerminal(STDIN)) { // else it has something else to say than keys
      awaitQ();
    }
    boolean terminal = isTerminal(STDOUT);
    for (long i = 1; i <= iterations; i++) {
      List<String> picture =
          Patience.await("the JVM", session.patienceMillis(), () -> picture(manager));
      if (terminal) {
        session.out().print(HOME_AND_CLEAR);
      } else if (i > 1) {
        session.say("");
      }
      session.say(picture);
      session.out().flush();
      if (i < iterations && quit.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    return ExitCode.DONE;
  }

  private List<String> picture(TimeoutManagerMXBean manager) {
    List<TimerInfo> timers = manager.getTimers();
    List<String> lines = new java.util.ArrayList<>();
    lines.add(
        "%s  %d open, %d timed out, %d overdue, %d abandoned since the start%s%s"
            .formatted(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                manager.getOpenCalls(),
                manager.getTimedOut(),
                manager.getOverdue(),
                manager.getAbandoned(),
                manager.isEnabled() ? "" : "; ALL RULES ARE DISABLED",
                manager.isHealthy() ? "" : "; THE WATCHER IS NOT HEALTHY"));
    lines.addAll(Tables.timers(timers.subList(0, Math.min(rows, timers.size()))));
    if (timers.size() > rows) {
      lines.add("and " + (timers.size() - rows) + " more");
    }
    return lines;
  }

  /** The end of stdin is no q: scripts have none. */
  private void awaitQ() {
    Thread thread =
        new Thread(
            () -> {
              try {
                int c = System.in.read();
                while (c >= 0 && c != 'q') {
                  c = System.in.read();
                }
                if (c == 'q') {
                  quit.countDown();
                }
              } catch (IOException e) {
                // Nobody is there to press it.
              }
            },
            "curfew-top-keys");
    thread.setDaemon(true);
    thread.start();
  }

  /** From JDK 22 on System.console says nothing of this. Elsewhere than on Linux: no. */
  private static boolean isTerminal(int fd) {
    try {
      String out = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
      return out.startsWith("/dev/pts/") || out.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
