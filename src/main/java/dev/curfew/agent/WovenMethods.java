package dev.curfew.agent;

import dev.curfew.manage.RuleMatches;
import dev.curfew.weave.WeaveReport;
import java.util.List;

/**
 * Tells management what was woven.
 *
 * @param woven so far
 */
record WovenMethods(WeaveReport woven) implements RuleMatches {

  /** As the interface: else the verifier would load that in premain. */
  static RuleMatches asRuleMatches(WeaveReport woven) {
    return new WovenMethods(woven);
  }

  @Override
  public List<String> report() {
    return woven.lines();
  }

  @Override
  public Methods of(String rule) {
    return new Methods(woven.woven(rule), woven.refused(rule));
  }
}
