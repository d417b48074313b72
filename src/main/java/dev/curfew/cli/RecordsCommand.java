package dev.curfew.cli;

import com.google.gson.JsonArray;
import dev.curfew.history.RecordHistory;
import dev.curfew.history.RecordedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was recorded, by JVMs that run or are gone. */
@Command(
    name = "records",
    description = {
      "Shows the recorded calls of all JVMs that write to a directory, those that began last at the"
          + " end.",
      "LOST means that the JVM is gone and the call has no end. No JVM need run."
    },
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar records",
      "  java -jar curfew.jar records /var/lib/shop/curfew-records --last 20 --json"
    })
final class RecordsCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIRECTORY",
      defaultValue = "curfew-records",
      description = "where the records are (default: ${DEFAULT-VALUE})")
  private Path directory = Path.of("");

  @Option(
      names = "--json",
      description = "print a JSON array, durations in milliseconds, times in UTC")
  private boolean json;

  @Option(names = "--last", paramLabel = "N", description = "only those N that began last")
  private int last = Integer.MAX_VALUE;

  private final Session session;

  RecordsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    if (last <= 0) {
      throw wrong("--last " + last + " is not above 0");
    }
    if (!Files.isDirectory(directory)) {
      throw wrong("there is no directory " + directory.toAbsolutePath());
    }
    RecordHistory history = RecordHistory.read(directory);
    List<RecordedCall> all = history.calls();
    print(all.subList(Math.max(0, all.size() - last), all.size()));
    return complain(history);
  }

  private static CommandFailure wrong(String sentence) {
    return new CommandFailure(ExitCode.USAGE, sentence);
  }

  private void print(List<RecordedCall> calls) {
    if (json) {
      JsonArray array = new JsonArray();
      calls.forEach(call -> array.add(call.json()));
      session.out().println(AsciiJson.of(array));
    } else {
      session.say(RecordsTable.of(calls));
    }
  }

  /** What scripts must know: some of the records could not be read. */
  private int complain(RecordHistory history) {
    int lines = history.incompleteLines();
    if (lines > 0) {
      session.complain(
          lines + (lines == 1 ? " incomplete line" : " incomplete lines") + " skipped");
    }
    for (String file : history.unreadable()) {
      session.complain("can't be read: " + file);
    }
    return history.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.FAILURE;
  }
}
