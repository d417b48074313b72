package dev.curfew.engine;

import dev.curfew.config.Durations;
import dev.curfew.config.Mode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an operator may change of a rule while it runs. */
public sealed interface RuleSetting {
  /** As in configurations. */
  String key();

  /** As in configurations. */
  String text();

  /**
   * How long calls may take that begin from now on.
   *
   * @param timeout longer than 0
   */
  record Timeout(Duration timeout) implements RuleSetting {
    @Override
    public String key() {
      return "timeout";
    }

    @Override
    public String text() {
      return Durations.print(timeout);
    }
  }

  /**
   * When calls are warned that begin from now on.
   *
   * @param fraction of the timeout, strictly between 0 and 1; null: never
   */
  record WarnAt(@Nullable Double fraction) implements RuleSetting {
    @Override
    public String key() {
      return "warn-at";
    }

    @Override
    public String text() {
      return fraction == null ? "never" : fraction.toString();
    }
  }

  /**
   * The grace of calls that begin from now on.
   *
   * @param grace not negative
   */
  record Grace(Duration grace) implements RuleSetting {
    @Override
    public String key() {
      return "grace";
    }

    @Override
    public String text() {
      return Durations.print(grace);
    }
  }

  /** What the rule does at deadlines from now on, also to calls that are open. */
  record ModeSetting(Mode mode) implements RuleSetting {
    @Override
    public String key() {
      return "mode";
    }

    @Override
    public String text() {
      return mode.toString();
    }
  }
}
