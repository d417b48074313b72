package dev.curfew.cli;

import dev.curfew.manage.CommandTarget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What disable, enable, pause and resume act on: all, unless an option names less. One option at
 * most.
 */
final class TargetOptions {
  @Option(names = "--rule", paramLabel = "NAME", description = "only this rule")
  private @Nullable String rule;

  @Option(names = "--timer", paramLabel = "ID", description = "only this timer, see list")
  private @Nullable Long timer;

  CommandTarget target() {
    if (rule != null) {
      return CommandTarget.rule(rule);
    }
    return timer == null ? CommandTarget.all() : CommandTarget.timer(timer);
  }
}
