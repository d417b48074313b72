package dev.curfew.engine;

import dev.curfew.config.Mode;
import dev.curfew.config.Rule;

/** Told what woven code has to know of rules. On the watcher's thread: it must not block. */
public interface RuleSwitches {
  /** An operator has changed the rule's mode. */
  void mode(Rule rule, Mode mode);

  /** From now on new calls of the rule are refused, or no more. */
  void refuse(Rule rule, boolean refuse);
}
