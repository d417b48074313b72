package dev.curfew.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one source, so that all of it can be said at once. */
final class Problems {

  private final String source;
  private final List<Problem> found = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }

  void add(Node at, String message) {
    add(at.line(), at.column(), at.text(), message);
  }

  void add(int line, int column, String value, String message) {
    found.add(new Problem(source, line, column, value, message));
  }

  /** A problem with the source as a whole. */
  void add(String message) {
    add(0, 0, "", message);
  }

  void throwIfAny() throws InvalidConfigurationException {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  /** With everything that was added, of which there must be some. */
  InvalidConfigurationException exception() {
    found.sort(new InReadingOrder());
    return new InvalidConfigurationException(found);
  }

  private static final class InReadingOrder implements Comparator<Problem> {
    @Override
    public int compare(Problem a, Problem b) {
      return a.line() != b.line()
          ? Integer.compare(a.line(), b.line())
          : Integer.compare(a.column(), b.column());
    }
  }
}
