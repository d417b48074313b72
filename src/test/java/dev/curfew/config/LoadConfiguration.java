package dev.curfew.config;

/** A program that does nothing but load what its argument names; without one, nothing at all. */
final class LoadConfiguration {

  private LoadConfiguration() {}

  public static void main(String[] arguments) throws InvalidConfigurationException {
    for (String argument : arguments) {
      ConfigurationLoader.load(argument);
    }
  }
}
