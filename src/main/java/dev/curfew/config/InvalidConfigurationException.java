package dev.curfew.config;

import java.io.Serial;
import java.util.List;

/** The configuration can't be used; carries everything that is wrong with it. */
public final class InvalidConfigurationException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  /** Transient because nobody sends it: it dies in premain, or in the answer to an operator. */
  private final transient List<Problem> problems;

  InvalidConfigurationException(List<Problem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of their places; immutable. */
  public List<Problem> problems() {
    return problems;
  }

  private static String text(List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      if (text.length() > 0) {
        text.append('\n');
      }
      text.append(problem);
    }
    return text.toString();
  }
}
