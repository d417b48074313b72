package dev.curfew.config;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML into nodes with their places. Alone names classes of the YAML library, so that these
 * are loaded only when a file is read.
 */
final class YamlReader {

  private final Problems problems;

  /**
   * What a collection became; null while it is being read. An alias is the collection itself, so
   * this keeps a few aliases from growing into millions of nodes, and finds a circle.
   */
  private final IdentityHashMap<org.snakeyaml.engine.v2.nodes.Node, @Nullable Node> read =
      new IdentityHashMap<>();

  private YamlReader(Problems problems) {
    this.problems = problems;
  }

  /** The file's text as nodes. Throws at once when it is no YAML or no mapping. */
  static Node.Mapping read(String yaml, Problems problems) throws InvalidConfigurationException {
    Optional<org.snakeyaml.engine.v2.nodes.Node> top = compose(yaml, problems);
    if (top.isEmpty()) {
      problems.add("is empty; allowed: a mapping with " + Keys.OF_TOP.allowed());
      throw problems.exception();
    }
    Node node = new YamlReader(problems).node(top.get());
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    problems.add(
        node,
        "the top level must be a mapping, but is "
            + node.kind()
            + "; allowed: "
            + Keys.OF_TOP.allowed());
    throw problems.exception();
  }

  private static Optional<org.snakeyaml.engine.v2.nodes.Node> compose(
      String yaml, Problems problems) throws InvalidConfigurationException {
    LoadSettings settings =
        LoadSettings.builder()
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .setAllowNonScalarKeys(true) // they get a problem with a place
            .setCodePointLimit(ConfigurationFile.LARGEST)
            .build();
    try {
      return new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      addSyntax(mark == null ? 0 : mark.getIndex(), yaml, explanation(e), problems);
    } catch (ReaderException e) {
      addSyntax(
          e.getPosition(),
          yaml,
          "the character U+"
              + Integer.toHexString(e.getCodePoint()).toUpperCase(Locale.ROOT)
              + " is not allowed",
          problems);
    } catch (YamlEngineException e) {
      problems.add("is not valid YAML: " + e.getMessage());
    } catch (StackOverflowError e) {
      problems.add("is nested too deeply"); // the composer recurses without a limit of its own
    }
    throw problems.exception();
  }

  private static String explanation(MarkedYamlEngineException e) {
    String context = e.getContext();
    return ((context == null ? "" : context + " ") + e.getProblem()).strip();
  }

  private static void addSyntax(int codePoints, String yaml, String why, Problems problems) {
    int at =
        yaml.offsetByCodePoints(0, Math.min(codePoints, yaml.codePointCount(0, yaml.length())));
    int lineStart = yaml.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = yaml.indexOf('\n', at);
    int line = 1;
    for (int i = 0; i < lineStart; i++) {
      line += yaml.charAt(i) == '\n' ? 1 : 0;
    }
    String text = yaml.substring(lineStart, lineEnd < 0 ? yaml.length() : lineEnd).strip();
    problems.add(
        line,
        yaml.codePointCount(lineStart, at) + 1,
        text,
        "is not valid YAML at " + Problem.quote(text) + ": " + why);
  }

  private Node node(org.snakeyaml.engine.v2.nodes.Node node) {
    int line = node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    int column = node.getStartMark().map(Mark::getColumn).orElse(-1) + 1;
    if (node instanceof ScalarNode scalar) {
      return new Node.Scalar(line, column, scalar.getValue());
    }
    Node known = read.get(node);
    if (known != null) {
      return known;
    }
    if (read.containsKey(node)) {
      Node.Scalar circle = new Node.Scalar(line, column, "");
      problems.add(circle, "contains itself through an alias; allowed: values without circles");
      return circle;
    }
    read.put(node, null);
    Node result =
        node instanceof MappingNode mapping
            ? new Node.Mapping(line, column, entries(mapping))
            : new Node.Sequence(line, column, items((SequenceNode) node));
    read.put(node, result);
    return result;
  }

  private List<Node> items(SequenceNode sequence) {
    List<Node> items = new ArrayList<>();
    for (org.snakeyaml.engine.v2.nodes.Node item : sequence.getValue()) {
      items.add(node(item));
    }
    return items;
  }

  private List<Node.Entry> entries(MappingNode mapping) {
    List<Node.Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = node(tuple.getKeyNode());
      Node value = node(tuple.getValueNode());
      if (key instanceof Node.Scalar scalar) {
        entries.add(new Node.Entry(scalar, value));
      } else {
        problems.add(
            key, "a key must be a single value, but is " + key.kind() + "; allowed: a word");
      }
    }
    return entries;
  }
}
