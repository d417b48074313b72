package dev.curfew.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a configuration of what was read, whichever way it was written. Goes on after a problem, so
 * that all of them are found; used once.
 */
final class ConfigurationBuilder {

  private static final double DEFAULT_WARN_AT = 0.8;
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);
  private static final Mode DEFAULT_MODE = Mode.INTERRUPT;

  private static final String A_NAME =
      "; allowed: letters, digits, blanks inside, dots, dashes, underscores";
  private static final String A_PATTERN =
      "; allowed: a method pattern such as com.acme.Jobs#run, or a list of them";

  private static final String A_NUMBER_OF_RECORDS =
      "; allowed: a whole number of records from 1 to 1000000";

  private final Problems problems;
  private final PolicyReader policies;
  private @Nullable OptionsReader options;
  private final RuleNames names = new RuleNames();
  private final Map<String, Node> namePlaces = new HashMap<>();
  private final Map<String, Node> patternPlaces = new HashMap<>();

  ConfigurationBuilder(Problems problems) {
    this.problems = problems;
    this.policies = new PolicyReader(problems);
  }

  Configuration build(Node.Mapping top) throws InvalidConfigurationException {
    checkKeys(top, Keys.OF_TOP);
    Node.Mapping defaults = section(top, Keys.DEFAULTS, Keys.OF_DEFAULTS);
    Duration outermostTimeout = policies.timeout(defaults);
    List<Draft> drafts = drafts(top, defaults);
    Node.Mapping records = section(top, Keys.RECORDS, Keys.OF_RECORDS);
    String recordDirectory = recordDirectory(records);
    int recordsKept = recordsKept(records);
    boolean countsStalls =
        policies.isSecond(
            section(top, Keys.CLOCK, Keys.OF_CLOCK), Keys.STALLS, "exclude", "include");
    Force force = force(section(top, Keys.FORCE, Keys.OF_FORCE));
    List<ClassPattern> checkpoints = checkpoints(top);
    problems.throwIfAny();
    // Only now: a name that was given goes before one that was made, wherever it stands.
    List<Rule> rules = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      rules.add(draft.rule(names));
    }
    if (options != null) {
      options.checkWithin(rules);
      problems.throwIfAny();
    }
    return new Configuration(
        problems.source(),
        rules,
        outermostTimeout,
        countsStalls,
        recordDirectory,
        recordsKept,
        force,
        checkpoints);
  }

  private List<ClassPattern> checkpoints(Node.Mapping top) {
    List<ClassPattern> patterns = new ArrayList<>();
    Node value = top.get(Keys.CHECKPOINTS);
    if (value instanceof Node.Sequence list) {
      for (Node item : list.items()) {
        addClassPattern(item, patterns);
      }
    } else if (value != null) {
      addClassPattern(value, patterns);
    }
    return patterns;
  }

  private void addClassPattern(Node node, List<ClassPattern> patterns) {
    if (!(node instanceof Node.Scalar) || node.text().isEmpty()) {
      problems.add(
          node,
          "a pattern for checkpoints must be a single value, but is "
              + node.kind()
              + ClassPattern.ALLOWED);
      return;
    }
    try {
      patterns.add(ClassPattern.parse(node.text()));
    } catch (IllegalArgumentException e) {
      problems.add(node, String.valueOf(e.getMessage()));
    }
  }

  private Force force(Node.Mapping section) {
    Force force = Force.ALL;
    for (Node.Entry entry : section.entries()) {
      String means = entry.key().text();
      if (Force.MEANS.contains(means) && policies.isSecond(section, means, "true", "false")) {
        force = force.without(means);
      }
    }
    return force;
  }

  private String recordDirectory(Node.Mapping records) {
    Node.Scalar value =
        policies.scalar(records, Keys.DIRECTORY, "; allowed: the path of a directory for records");
    return value == null ? Configuration.DEFAULT_RECORD_DIRECTORY : value.text();
  }

  private int recordsKept(Node.Mapping records) {
    Node.Scalar value = policies.scalar(records, Keys.KEEP, A_NUMBER_OF_RECORDS);
    if (value == null) {
      return Configuration.DEFAULT_RECORDS_KEPT;
    }
    if (!isNumberOfRecords(value.text())) {
      problems.add(
          value, "keep " + Problem.quote(value.text()) + " is not in range" + A_NUMBER_OF_RECORDS);
      return Configuration.DEFAULT_RECORDS_KEPT;
    }
    return Integer.parseInt(value.text());
  }

  /** Digits without a zero in front, at most a million. */
  private static boolean isNumberOfRecords(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < (i == 0 ? '1' : '0') || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() < 7 || text.equals("1000000");
  }

  private List<Draft> drafts(Node.Mapping top, Node.Mapping defaults) {
    List<Draft> drafts = new ArrayList<>();
    Node rules = top.get(Keys.RULES);
    if (rules == null || (rules instanceof Node.Sequence none && none.items().isEmpty())) {
      problems.add(
          rules == null ? top : rules,
          "there are no rules; allowed: at least one, with methods such as com.acme.Jobs#run and a"
              + " timeout");
    } else if (rules instanceof Node.Sequence list) {
      Draft otherwise = defaults(defaults);
      for (Node item : list.items()) {
        if (item instanceof Node.Mapping rule) {
          drafts.add(draft(rule, otherwise, defaults.get(Keys.TIMEOUT) != null));
        } else {
          problems.add(
              item,
              "a rule must be a mapping, but is "
                  + item.kind()
                  + "; allowed: keys such as methods and timeout with their values");
        }
      }
    } else {
      problems.add(
          rules, "rules must be a list, but is " + rules.kind() + "; allowed: a list of rules");
    }
    return drafts;
  }

  private Draft defaults(Node.Mapping defaults) {
    return new Draft(
        null,
        List.of(),
        null,
        policies.warnAt(defaults, DEFAULT_WARN_AT),
        policies.grace(defaults, DEFAULT_GRACE),
        policies.mode(defaults, DEFAULT_MODE),
        policies.isSecond(defaults, Keys.FOLLOW, "false", "true")
            ? RuleOptions.FOLLOWING
            : RuleOptions.NONE);
  }

  private Draft draft(Node.Mapping rule, Draft otherwise, boolean hasDefaultTimeout) {
    checkKeys(rule, Keys.OF_RULE);
    if (!hasDefaultTimeout && rule.get(Keys.TIMEOUT) == null) {
      problems.add(
          rule,
          "a rule has no timeout; allowed: one of its own, or defaults.timeout for all that have none");
    }
    return new Draft(
        name(rule),
        methods(rule, "a rule", patternPlaces),
        policies.timeout(rule),
        policies.warnAt(rule, otherwise.warnAt),
        policies.grace(rule, otherwise.grace),
        policies.mode(rule, otherwise.mode),
        isPlain(rule) ? otherwise.options : options(rule, otherwise.options.follow()));
  }

  /** As a rule of a pair is: its start-up is not to pay for reading options. */
  private static boolean isPlain(Node.Mapping rule) {
    return rule.entries().size() <= 2
        && rule.get(Keys.METHODS) != null
        && rule.get(Keys.TIMEOUT) != null;
  }

  private RuleOptions options(Node.Mapping rule, boolean follow) {
    OptionsReader reader = options;
    if (reader == null) {
      reader = new OptionsReader(problems, policies, this::checkKeys, this::heartbeatMethods);
      options = reader;
    }
    return reader.options(rule, follow);
  }

  private @Nullable String name(Node.Mapping rule) {
    Node.Scalar value = policies.scalar(rule, Keys.NAME, A_NAME);
    if (value == null) {
      return null;
    }
    String name = value.text();
    if (!RuleNames.isPlain(name)) {
      problems.add(value, "name " + Problem.quote(name) + " is not plain" + A_NAME);
    } else if (!names.take(name)) {
      problems.add(value, "name " + Problem.quote(name) + givenTwice(namePlaces.get(name)));
    } else {
      namePlaces.put(name, value);
    }
    return name;
  }

  /** One method may be the heartbeat of several rules. */
  private List<MethodPattern> heartbeatMethods(Node.Mapping heartbeat) {
    return methods(heartbeat, "a heartbeat", new HashMap<>());
  }

  private List<MethodPattern> methods(
      Node.Mapping mapping, String owner, Map<String, Node> places) {
    List<MethodPattern> patterns = new ArrayList<>();
    Node methods = mapping.get(Keys.METHODS);
    if (methods == null) {
      problems.add(mapping, owner + " has no methods" + A_PATTERN);
    } else if (methods instanceof Node.Sequence list) {
      if (list.items().isEmpty()) {
        problems.add(list, "methods is an empty list" + A_PATTERN);
      }
      for (Node item : list.items()) {
        addPattern(item, patterns, places);
      }
    } else {
      addPattern(methods, patterns, places);
    }
    return patterns;
  }

  private void addPattern(Node node, List<MethodPattern> patterns, Map<String, Node> places) {
    if (!(node instanceof Node.Scalar) || node.text().isEmpty()) {
      problems.add(
          node, "a method pattern must be a single value, but is " + node.kind() + A_PATTERN);
      return;
    }
    try {
      patterns.add(MethodPattern.parse(node.text()));
    } catch (IllegalArgumentException e) {
      problems.add(node, String.valueOf(e.getMessage()));
      return;
    }
    Node first = places.putIfAbsent(node.text(), node);
    if (first != null) {
      problems.add(node, "method pattern " + Problem.quote(node.text()) + givenTwice(first));
    }
  }

  /** The mapping under a key; an empty one when there is none. */
  private Node.Mapping section(Node.Mapping top, String key, Keys keys) {
    Node value = top.get(key);
    if (value instanceof Node.Mapping mapping) {
      checkKeys(mapping, keys);
      return mapping;
    }
    if (value != null) {
      problems.add(
          value,
          key + " must be a mapping, but is " + value.kind() + "; allowed: " + keys.allowed());
    }
    return new Node.Mapping(0, 0, List.of());
  }

  private void checkKeys(Node.Mapping mapping, Keys keys) {
    Map<String, Node> places = new HashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      Node.Scalar key = entry.key();
      Node first = places.putIfAbsent(key.text(), key);
      String problem =
          first == null
              ? keys.problemWith(key.text())
              : "key " + Problem.quote(key.text()) + givenTwice(first);
      if (problem != null) {
        problems.add(key, problem);
      }
    }
  }

  private static String givenTwice(@Nullable Node first) {
    return " is given twice"
        + (first == null ? "" : ", first in " + first.place())
        + "; allowed: once";
  }

  /** A rule that may not have its name yet. */
  private record Draft(
      @Nullable String name,
      List<MethodPattern> methods,
      @Nullable Duration timeout,
      @Nullable Double warnAt,
      Duration grace,
      Mode mode,
      RuleOptions options) {

    Rule rule(RuleNames names) {
      String unique = name == null ? names.takeDefault(methods.get(0)) : name;
      return new Rule(unique, methods, timeout, warnAt, grace, mode, options);
    }
  }
}
