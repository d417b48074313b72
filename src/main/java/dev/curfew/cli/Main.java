package dev.curfew.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "java -jar curfew.jar",
    description = {
      "Shows and changes the timeouts of a running JVM in which Curfew is,",
      "and shows what became of calls that ran out of time."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something unexpected; the watcher did not answer, so that nothing is known; a file of"
          + " records can't be read, the others are shown",
      "2:wrong command line; a name that several JVMs have; no such directory of records; a"
          + " configuration to attach that is wrong",
      "3:the JVM can't be reached: no such process or name; not a JVM; another user's; attach"
          + " disabled; wrong password; no answer within 30 s; this Java has no jdk.attach",
      "4:Curfew does not run in that JVM",
      "5:refused, nothing was changed: no such timer or rule; too late; a read-only role; Curfew is"
          + " there already",
      "6:more than one timer is meant and --yes is missing, nothing was changed"
    },
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar ps",
      "  java -jar curfew.jar list 28487",
      "  java -jar curfew.jar extend 28487 3 30s --reason \"slow bank\""
    })
public final class Main {
  /** Above the examples in each command's help. */
  static final String EXAMPLES = "%nExamples:%n";

  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  /** Only {@link #run} makes it. */
  Main() {}

  /** Ends the JVM with one of the exit codes that {@code --help} lists. */
  public static void main(String[] args) {
    System.exit(run(args, writer(System.out), writer(System.err)));
  }

  /** In the encoding of the terminal; JDK 17 does not have the first property. */
  private static PrintWriter writer(PrintStream stream) {
    String encoding =
        System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
    return new PrintWriter(new OutputStreamWriter(stream, Charset.forName(encoding)), true);
  }

  /** The same without ending the JVM; returns the exit code. */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    return run(
        args,
        new Session(
            Terminal.keys(), Passwords::fromTerminal, out, err, new LocalJvms(), PATIENCE_MILLIS));
  }

  static int run(String[] args, Session session) {
    CommandLine line = line(session);
    int exitCode = line.execute(urlFirst(args));
    session.out().flush();
    session.err().flush();
    return exitCode;
  }

  static CommandLine line(Session session) {
    return new CommandLine(new Main())
        .addSubcommand(new PsCommand(session))
        .addSubcommand(new ListCommand(session))
        .addSubcommand(new ShowCommand(session))
        .addSubcommand(new TopCommand(session))
        .addSubcommand(new CancelCommand(session))
        .addSubcommand(new ExtendCommand(session))
        .addSubcommand(new ExpireCommand(session))
        .addSubcommand(new DisableCommand(session))
        .addSubcommand(new EnableCommand(session))
        .addSubcommand(new PauseCommand(session))
        .addSubcommand(new ResumeCommand(session))
        .addSubcommand(new SetCommand(session))
        .addSubcommand(new ResetCommand(session))
        .addSubcommand(new ReportCommand(session))
        .addSubcommand(new HistoryCommand(session))
        .addSubcommand(new RecordsCommand(session))
        .addSubcommand(new ExportCommand(session))
        .addSubcommand(new ReloadCommand(session))
        .addSubcommand(new AttachCommand(session))
        .addSubcommand(new DetachCommand(session))
        .addSubcommand(new DoctorCommand(session))
        .setOut(session.out())
        .setErr(session.err())
        .setParameterExceptionHandler((e, words) -> wrongUsage(e, session))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, session));
  }

  /** What follows --url stands where otherwise the JVM is named, right behind the command. */
  static String[] urlFirst(String[] args) {
    List<String> words = new ArrayList<>(List.of(args));
    for (int i = 1; i < args.length; i++) {
      if (args[i].equals("--url") && i + 1 < args.length) {
        words.remove(i);
        words.add(1, words.remove(i));
        return words.toArray(new String[0]);
      }
      if (args[i].startsWith("--url=")) {
        words.add(1, words.remove(i).substring("--url=".length()));
        return words.toArray(new String[0]);
      }
    }
    return args;
  }

  private static int wrongUsage(ParameterException e, Session session) {
    session.complain(
        e.getMessage()
            + "; see: "
            + e.getCommandLine().getCommandSpec().qualifiedName()
            + " --help");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, Session session) {
    if (e instanceof CommandFailure failure) {
      session.complain(failure.sentence());
      return failure.exitCode();
    }
    session.complain("something unexpected happened: " + e);
    return ExitCode.FAILURE;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      @Nullable String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"curfew " + (version == null ? "development" : version)};
    }
  }
}
