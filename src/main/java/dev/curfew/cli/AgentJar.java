package dev.curfew.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** The jar that this command line comes from, which is the agent too. */
final class AgentJar {
  private AgentJar() {}

  /** Its absolute path. */
  static Path path() throws CommandFailure {
    @Nullable CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
    try {
      Path path = source == null ? Path.of("") : Path.of(source.getLocation().toURI());
      if (!Files.isRegularFile(path)) {
        throw new CommandFailure(ExitCode.FAILURE, "run the command by java -jar curfew.jar");
      }
      return path.toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new CommandFailure(ExitCode.FAILURE, "the agent's jar can't be found: " + e);
    }
  }
}
