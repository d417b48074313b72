package dev.curfew.manage;

import java.util.List;

/** What the rules matched so far. Any thread; asked at each reading. */
public interface RuleMatches {
  /** Everything, a line for each rule, its methods below it. */
  List<String> report();

  /** Those of one rule; empty for a name of the API, which matches nothing. */
  Methods of(String rule);

  /**
   * Methods that a rule matched, as {@code package.Class#method(descriptor)}.
   *
   * @param woven that are entry methods now, some with ": " and a note
   * @param refused that can't be, each with ": " and the reason
   */
  record Methods(List<String> woven, List<String> refused) {
    /** None at all. */
    public static final Methods NONE = new Methods(List.of(), List.of());
  }
}
