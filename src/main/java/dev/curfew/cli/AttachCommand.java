package dev.curfew.cli;

import dev.curfew.config.ConfigurationLoader;
import dev.curfew.config.InvalidConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings Curfew into a program that runs. */
@Command(
    name = "attach",
    description = {
      "Brings Curfew into a JVM of this machine that runs without it; detach takes it out again.",
      "A configuration that is wrong is said here, and the JVM is not touched. From Java 21 on",
      "the JVM warns on its stderr, unless it was started with -XX:+EnableDynamicAgentLoading."
    },
    footerHeading = Main.EXAMPLES,
    footer = {
      "  java -jar curfew.jar attach 28487 --config /etc/curfew.yaml",
      "  java -jar curfew.jar attach com.acme.Shop 'com.acme.Jobs#run=30s;mode=observe'"
    })
final class AttachCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "JVM",
      description = "process id, main class or jar of a JVM of this machine, see ps")
  private String jvm = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PAIRS",
      description = "a configuration as pairs, as behind -javaagent:curfew.jar=")
  private @Nullable String pairs;

  @Option(names = "--config", paramLabel = "FILE", description = "a configuration file")
  private @Nullable Path file;

  private final Session session;

  AttachCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    String argument = argument();
    Address address = Address.of(jvm, session.jvms());
    if (address.pid() == 0) {
      throw new CommandFailure(
          ExitCode.USAGE, "attach works on the machine of the JVM alone; name its process id");
    }
    String version =
        Patience.await(
            address.who(),
            session.patienceMillis(),
            () -> session.jvms().load(address.pid(), argument));
    session.say("ATTACHED: Curfew " + version + " runs in " + address.who());
    return ExitCode.DONE;
  }

  /** The other JVM has another working directory. */
  private String argument() throws CommandFailure {
    if ((file == null) == (pairs == null)) {
      throw new CommandFailure(
          ExitCode.USAGE, "attach needs a configuration: either --config FILE or PAIRS");
    }
    if (file != null && !Files.isReadable(file)) {
      throw new CommandFailure(
          ExitCode.USAGE, "there is no file " + file.toAbsolutePath() + " that can be read");
    }
    String argument = file == null ? String.valueOf(pairs) : file.toAbsolutePath().toString();
    try {
      var unused = ConfigurationLoader.load(argument);
      return argument;
    } catch (InvalidConfigurationException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the configuration is wrong, nothing was touched: "
              + String.join("; ", String.valueOf(e.getMessage()).lines().toList()));
    }
  }
}
