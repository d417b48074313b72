package dev.curfew.manage;

import dev.curfew.engine.Target;

/**
 * What {@code disable}, {@code enable}, {@code pause} and {@code resume} act on. Prints as the
 * operations read it: {@code all}, {@code rule:<name>} or the id of a timer.
 *
 * <p>The prefix keeps a rule that is called "all", "7" or "String" apart from the rest, and a
 * parameter field of JConsole that was left alone ("String") from everything.
 */
public final class CommandTarget {
  private static final String ALL = "all";
  private static final String RULE = "rule:";
  private static final int NO_TIMER = 0;

  private final String rule;
  private final long timer;

  private CommandTarget(String rule, long timer) {
    this.rule = rule;
    this.timer = timer;
  }

  /** Every rule. */
  public static CommandTarget all() {
    return new CommandTarget("", NO_TIMER);
  }

  /**
   * The rule of this name.
   *
   * @throws IllegalArgumentException when it is blank, which must never come to mean all
   */
  public static CommandTarget rule(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "a rule's name is not blank; the attribute Rules has them");
    }
    return new CommandTarget(name, NO_TIMER);
  }

  /**
   * The timer of this id.
   *
   * @throws IllegalArgumentException when no timer can have it
   */
  public static CommandTarget timer(long id) {
    requireTimer(id);
    return new CommandTarget("", id);
  }

  /** A blank name must never come to mean all. */
  static String requireRule(String name) {
    return rule(name.strip()).rule;
  }

  /** JConsole sends 0 for a field that was left alone. */
  static void requireTimer(long id) {
    if (id <= NO_TIMER) {
      throw new IllegalArgumentException(id + " is no timer's id; the attribute Timers has them");
    }
  }

  /**
   * Reads what {@link #toString} prints.
   *
   * @throws IllegalArgumentException with what is allowed
   */
  static CommandTarget parse(String text) {
    String target = text.strip();
    if (target.equalsIgnoreCase(ALL)) {
      return all();
    }
    if (target.startsWith(RULE)) {
      return rule(target.substring(RULE.length()).strip());
    }
    if (isNumber(target)) {
      return timer(Long.parseLong(target));
    }
    throw new IllegalArgumentException(
        "\""
            + Printable.of(text)
            + "\" names no target; allowed: all, rule:<name> or the id of a timer");
  }

  private static boolean isNumber(String target) {
    return target.matches("-?[0-9]{1,18}");
  }

  /** The same for the engine. */
  Target target() {
    if (timer != NO_TIMER) {
      return new Target.OfTimer(timer);
    }
    return rule.isEmpty() ? new Target.All() : new Target.OfRule(rule);
  }

  @Override
  public String toString() {
    if (timer != NO_TIMER) {
      return Long.toString(timer);
    }
    return rule.isEmpty() ? ALL : RULE + rule;
  }
}
