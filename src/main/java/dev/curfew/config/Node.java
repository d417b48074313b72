package dev.curfew.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of configuration as it was written, with its place: what both ways of writing are read
 * into before anything is checked. Scalars stay text, because only the key says what they mean.
 */
sealed interface Node {

  /** From 1. */
  int line();

  /** From 1, in characters. */
  int column();

  /** As written; empty for a list or a mapping. */
  default String text() {
    return "";
  }

  /** What this is, in words. */
  String kind();

  /** Where this is, in words. */
  default String place() {
    return "line " + line() + ", column " + column();
  }

  record Scalar(int line, int column, String text) implements Node {
    @Override
    public String kind() {
      return text.isEmpty() ? "empty" : "a single value";
    }
  }

  record Sequence(int line, int column, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  record Mapping(int line, int column, List<Entry> entries) implements Node {
    @Override
    public String kind() {
      return "a mapping";
    }

    /** The value of the first entry with this key. */
    @Nullable Node get(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }
  }

  record Entry(Scalar key, Node value) {}
}
