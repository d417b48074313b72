package dev.curfew.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code com.acme.Jobs#run=30s;com.acme.Shop#*=2s;mode=observe}: a key with {@code #} is a
 * rule's method pattern with its timeout, one without is a key of the defaults, or with a dot of
 * another section. Runs at the start of every program that is configured this way.
 */
final class PairsReader {

  private static final String A_PAIR =
      "; allowed: com.acme.Jobs#run=30s, or key=value with one of "
          + "timeout, warn-at, grace, mode, records.directory, records.keep, clock.stalls, force.sockets, checkpoints";

  private final String argument;
  private final Problems problems;
  private final List<Node> rules = new ArrayList<>();
  private final List<Node.Entry> defaults = new ArrayList<>();
  private final List<Node.Entry> records = new ArrayList<>();
  private final List<Node.Entry> clock = new ArrayList<>();
  private final List<Node.Entry> force = new ArrayList<>();
  private final List<Node> checkpoints = new ArrayList<>();

  private PairsReader(String argument, Problems problems) {
    this.argument = argument;
    this.problems = problems;
  }

  /** The same tree that a file with these settings is read into. */
  static Node.Mapping read(String argument, Problems problems) {
    return new PairsReader(argument, problems).read();
  }

  private Node.Mapping read() {
    int start = 0;
    while (start < argument.length()) {
      int semicolon = argument.indexOf(';', start);
      int end = semicolon < 0 ? argument.length() : semicolon;
      Node.Scalar pair = scalar(start, end);
      if (!pair.text().isEmpty()) {
        readPair(pair, start, end);
      }
      start = end + 1;
    }
    List<Node.Entry> top = new ArrayList<>();
    top.add(entry(Keys.DEFAULTS, new Node.Mapping(1, 1, defaults)));
    top.add(entry(Keys.RULES, new Node.Sequence(1, 1, rules)));
    top.add(entry(Keys.RECORDS, new Node.Mapping(1, 1, records)));
    top.add(entry(Keys.CLOCK, new Node.Mapping(1, 1, clock)));
    top.add(entry(Keys.FORCE, new Node.Mapping(1, 1, force)));
    if (!checkpoints.isEmpty()) {
      top.add(entry(Keys.CHECKPOINTS, new Node.Sequence(1, 1, checkpoints)));
    }
    return new Node.Mapping(1, 1, top);
  }

  private void readPair(Node.Scalar pair, int start, int end) {
    int equal = argument.indexOf('=', start);
    if (equal < 0 || equal >= end) {
      problems.add(pair, Problem.quote(pair.text()) + " has no = with a value" + A_PAIR);
      return;
    }
    Node.Scalar key = scalar(start, equal);
    Node.Scalar value = scalar(equal + 1, end);
    if (key.text().isEmpty()) {
      problems.add(pair, Problem.quote(pair.text()) + " has no key" + A_PAIR);
    } else if (isPattern(key.text())) {
      rules.add(rule(key, value));
    } else {
      addSetting(key, value);
    }
  }

  /** Also without its #, so that its problem is that of a pattern. */
  private static boolean isPattern(String key) {
    return key.indexOf('#') >= 0
        || (key.indexOf('.') >= 0 && !Keys.OF_PAIRS.knows(key) && !Keys.OF_PAIRS.resembles(key));
  }

  private static Node.Mapping rule(Node.Scalar pattern, Node.Scalar timeout) {
    List<Node.Entry> entries = new ArrayList<>(2);
    entries.add(entry(Keys.METHODS, pattern));
    entries.add(entry(Keys.TIMEOUT, timeout));
    return new Node.Mapping(pattern.line(), pattern.column(), entries);
  }

  private void addSetting(Node.Scalar key, Node.Scalar value) {
    String problem = Keys.OF_PAIRS.problemWith(key.text());
    if (problem != null) {
      problems.add(key, problem);
      return;
    }
    if (key.text().equals(Keys.CHECKPOINTS)) {
      checkpoints.add(value); // once for each pattern
      return;
    }
    int dot = key.text().indexOf('.');
    Node.Scalar name = new Node.Scalar(1, key.column(), key.text().substring(dot + 1));
    sectionOf(dot < 0 ? Keys.DEFAULTS : key.text().substring(0, dot))
        .add(new Node.Entry(name, value));
  }

  private List<Node.Entry> sectionOf(String name) {
    return switch (name) {
      case Keys.RECORDS -> records;
      case Keys.CLOCK -> clock;
      case Keys.FORCE -> force;
      default -> defaults;
    };
  }

  private static Node.Entry entry(String key, Node value) {
    return new Node.Entry(new Node.Scalar(value.line(), value.column(), key), value);
  }

  /** What stands there, without the blanks around it. */
  private Node.Scalar scalar(int from, int to) {
    int start = from;
    while (start < to && Character.isWhitespace(argument.charAt(start))) {
      start++;
    }
    return new Node.Scalar(1, start + 1, argument.substring(start, to).stripTrailing());
  }
}
