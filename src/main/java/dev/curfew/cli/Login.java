package dev.curfew.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who somebody is to the JMX of another machine. Passwords are never words of a command line. */
final class Login {
  @Option(names = "--user", paramLabel = "NAME", description = "of remote JMX")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "its first line is the password; without it you are asked for it")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ssl",
      description = "the registry of remote JMX speaks TLS too (jmxremote.registry.ssl)")
  private boolean ssl;

  /** Asks for the password where no file has it. */
  Access access(Passwords passwords) throws CommandFailure {
    if (user == null) {
      if (passwordFile != null) {
        throw new CommandFailure(ExitCode.USAGE, "--password-file needs --user");
      }
      return new Access("", "", ssl);
    }
    String password = passwordFile == null ? asked(user, passwords) : read(passwordFile);
    return new Access(user, password, ssl);
  }

  private static String read(Path file) throws CommandFailure {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "the file of the password can't be read: " + e);
    }
  }

  private static String asked(String user, Passwords passwords) throws CommandFailure {
    char @Nullable [] password = passwords.of(user);
    if (password == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "there is no terminal to ask for the password; use --password-file");
    }
    return new String(password);
  }
}
