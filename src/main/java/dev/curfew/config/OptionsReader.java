package dev.curfew.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what only some rules have. What is wrong is added to the problems. */
final class OptionsReader {

  private static final String A_LABEL =
      "; allowed: text with numbers of arguments in braces, such as {0}";
  private static final String AN_OVERRIDE =
      "; allowed: a list of mappings with a timeout and label, within or both";
  private static final String A_FUSE = "; allowed: timeouts in a time, such as 50/1m";

  private static final String A_NUMBER = "; allowed: a whole number from 1 to 999999";

  private final Problems problems;
  private final PolicyReader policies;
  private final BiConsumer<Node.Mapping, Keys> checkKeys;
  private final Function<Node.Mapping, List<MethodPattern>> methods;
  private final List<Node.Scalar> within = new ArrayList<>();

  /**
   * @param checkKeys adds a problem for each key that is not one of these
   * @param methods reads the key of that name
   */
  OptionsReader(
      Problems problems,
      PolicyReader policies,
      BiConsumer<Node.Mapping, Keys> checkKeys,
      Function<Node.Mapping, List<MethodPattern>> methods) {
    this.problems = problems;
    this.policies = policies;
    this.checkKeys = checkKeys;
    this.methods = methods;
  }

  /**
   * @param follow what holds when the rule does not say
   */
  RuleOptions options(Node.Mapping rule, boolean follow) {
    return new RuleOptions(
        parsed(rule, Keys.LABEL, A_LABEL, LabelTemplate::parse),
        overrides(rule),
        heartbeat(rule),
        policies.isSecond(rule, Keys.EXACT, "false", "true"),
        policies.isSecond(rule, Keys.LATE_RESULT, "throw", "return")
            ? LateResult.RETURN
            : LateResult.THROW,
        parsed(rule, Keys.FUSE, A_FUSE, Fuse::parse),
        maxAbandoned(rule),
        rule.get(Keys.FOLLOW) == null
            ? follow
            : policies.isSecond(rule, Keys.FOLLOW, "false", "true"));
  }

  private int maxAbandoned(Node.Mapping rule) {
    Integer number = parsed(rule, Keys.MAX_ABANDONED, A_NUMBER, OptionsReader::aboveZero);
    return number == null ? 0 : number;
  }

  private static Integer aboveZero(String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          Keys.MAX_ABANDONED + " " + Problem.quote(text) + " is no number of calls" + A_NUMBER);
    }
    return Integer.valueOf(text);
  }

  private <T> @Nullable T parsed(
      Node.Mapping mapping, String key, String allowed, Function<String, T> parser) {
    Node.Scalar value = policies.scalar(mapping, key, allowed);
    if (value == null) {
      return null;
    }
    try {
      return parser.apply(value.text());
    } catch (IllegalArgumentException e) {
      problems.add(value, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Heartbeat heartbeat(Node.Mapping rule) {
    Node value = rule.get(Keys.HEARTBEAT);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Node.Mapping mapping)) {
      problems.add(
          value,
          "heartbeat must be a mapping, but is "
              + value.kind()
              + "; allowed: "
              + Keys.OF_HEARTBEAT.allowed());
      return null;
    }
    checkKeys.accept(mapping, Keys.OF_HEARTBEAT);
    List<MethodPattern> patterns = methods.apply(mapping);
    Duration timeout = requiredTimeout(mapping, "a heartbeat");
    return patterns.isEmpty() || timeout == null ? null : new Heartbeat(patterns, timeout);
  }

  private List<TimeoutOverride> overrides(Node.Mapping rule) {
    List<TimeoutOverride> overrides = new ArrayList<>();
    Node value = rule.get(Keys.OVERRIDES);
    if (value instanceof Node.Sequence list) {
      for (Node item : list.items()) {
        TimeoutOverride override = override(item, rule.get(Keys.LABEL) != null);
        if (override != null) {
          overrides.add(override);
        }
      }
    } else if (value != null) {
      problems.add(value, "overrides must be a list, but is " + value.kind() + AN_OVERRIDE);
    }
    return overrides;
  }

  private @Nullable TimeoutOverride override(Node item, boolean labelled) {
    if (!(item instanceof Node.Mapping mapping)) {
      problems.add(item, "an override must be a mapping, but is " + item.kind() + AN_OVERRIDE);
      return null;
    }
    checkKeys.accept(mapping, Keys.OF_OVERRIDE);
    Node.Scalar label = policies.scalar(mapping, Keys.LABEL, "; allowed: a label, * in it for any");
    Node.Scalar rule = policies.scalar(mapping, Keys.WITHIN, "; allowed: the name of a rule");
    Duration timeout = requiredTimeout(mapping, "an override");
    if (label != null && !labelled) {
      problems.add(label, "the rule has no label; allowed: label beside overrides, such as {0}");
    }
    if (label == null && rule == null) {
      problems.add(
          mapping, "an override says of no calls that it is for them; allowed: label, within");
      return null;
    }
    if (rule != null) {
      within.add(rule);
    }
    return timeout == null
        ? null
        : new TimeoutOverride(
            label == null ? null : label.text(), rule == null ? null : rule.text(), timeout);
  }

  private @Nullable Duration requiredTimeout(Node.Mapping mapping, String owner) {
    if (mapping.get(Keys.TIMEOUT) == null) {
      problems.add(mapping, owner + " has no timeout; allowed: timeout with a duration above 0");
    }
    return policies.timeout(mapping);
  }

  /** When all names are known: a rule that an override is within has to be there. */
  void checkWithin(List<Rule> rules) {
    Set<String> names = new HashSet<>();
    for (Rule rule : rules) {
      names.add(rule.name());
    }
    for (Node.Scalar name : within) {
      if (!names.contains(name.text())) {
        problems.add(
            name,
            "within "
                + Problem.quote(name.text())
                + " names no rule; allowed: "
                + String.join(", ", names));
      }
    }
  }
}
