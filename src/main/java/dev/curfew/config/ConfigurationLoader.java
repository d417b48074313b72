package dev.curfew.config;

import java.io.File;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads and checks the configuration that the agent's argument holds or names. */
public final class ConfigurationLoader {

  private static final String ARGUMENT = "agent argument";

  private ConfigurationLoader() {}

  /**
   * Loads what the agent was given behind {@code -javaagent:curfew.jar=}. An argument that ends
   * with {@code .yaml} or {@code .yml}, or has no {@code =}, is the path of a file; any other is
   * pairs parted by semicolons.
   *
   * @throws InvalidConfigurationException with all that is wrong, also when there is no argument or
   *     the file can't be read
   */
  public static Configuration load(@Nullable String agentArgument)
      throws InvalidConfigurationException {
    String argument = agentArgument == null ? "" : agentArgument;
    boolean file = isFile(argument.strip());
    Problems problems = new Problems(file ? argument.strip() : ARGUMENT);
    if (argument.isBlank()) {
      problems.add(
          "there is no configuration; allowed: a file, -javaagent:curfew.jar=curfew.yaml, or pairs,"
              + " -javaagent:curfew.jar=com.acme.Jobs#run=30s;grace=1s");
      throw problems.exception();
    }
    Node.Mapping read =
        file
            ? YamlReader.read(ConfigurationFile.read(problems.source(), problems), problems)
            : PairsReader.read(argument, problems);
    return new ConfigurationBuilder(problems).build(read);
  }

  /** The file that the agent's argument names; null when it holds pairs. */
  public static @Nullable File fileOf(@Nullable String agentArgument) {
    String argument = agentArgument == null ? "" : agentArgument.strip();
    return isFile(argument) ? new File(argument) : null;
  }

  private static boolean isFile(String argument) {
    String lowerCase = argument.toLowerCase(Locale.ROOT);
    return !argument.isEmpty()
        && (argument.indexOf('=') < 0 || lowerCase.endsWith(".yaml") || lowerCase.endsWith(".yml"));
  }
}
