package dev.curfew.cli;

import java.io.Console;
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

  /** User and password; null: nobody. */
  String @Nullable [] credentials() throws CommandFailure {
    if (user == null) {
      if (passwordFile != null) {
        throw new CommandFailure(ExitCode.USAGE, "--password-file needs --user");
      }
      return null;
    }
    return new String[] {user, passwordFile == null ? asked(user) : read(passwordFile)};
  }

  private static String read(Path file) throws CommandFailure {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "the file of the password can't be read: " + e);
    }
  }

  // Where it is not null without a terminal, from JDK 22 on, it reads nothing, which is null.
  @SuppressWarnings("SystemConsoleNull")
  private static String asked(String user) throws CommandFailure {
    Console console = System.console();
    char @Nullable [] password = console == null ? null : console.readPassword("%s: ", user);
    if (password == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "there is no terminal to ask for the password; use --password-file");
    }
    return new String(password);
  }
}
