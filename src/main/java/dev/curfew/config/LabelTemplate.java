package dev.curfew.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call is labelled by its arguments: {@code "{0}"}, {@code "{0} of {2}"}. Immutable.
 *
 * <p>Woven code hands on the arguments that a template names, in the order of {@link #arguments};
 * the label is made when somebody first looks at the call.
 */
public final class LabelTemplate {
  /** The longest label; what is longer is cut off. */
  public static final int LONGEST = 100;

  /** The JVM's limit for the parameters of a method. */
  private static final int ARGUMENTS = 255;

  private final String text;
  private final List<String> between = new ArrayList<>();
  private final List<Integer> arguments = new ArrayList<>();

  private LabelTemplate(String text) {
    this.text = text;
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      between.add(text.substring(at, open));
      int close = text.indexOf('}', open);
      arguments.add(argument(text, open + 1, close));
      at = close + 1;
    }
    between.add(text.substring(at));
    if (arguments.isEmpty()) {
      throw wrong(text, "names no argument");
    }
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException with a message that quotes the text and says what is allowed
   */
  public static LabelTemplate parse(String text) {
    return new LabelTemplate(text);
  }

  private static Integer argument(String text, int from, int to) {
    if (to <= from || to - from > 3) {
      throw wrong(text, "has a { without the number of an argument and a }");
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw wrong(text, "has a { without the number of an argument and a }");
      }
      number = number * 10 + (c - '0');
    }
    if (number >= ARGUMENTS) {
      throw wrong(text, "names an argument that no method can have");
    }
    return number;
  }

  private static IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException(
        "label "
            + Problem.quote(text)
            + " "
            + what
            + "; allowed: text with numbers of arguments in braces, such as {0} for the first one");
  }

  /** Numbers of the method's arguments, from 0, in the order in which the template has them. */
  public List<Integer> arguments() {
    return List.copyOf(arguments);
  }

  /**
   * The label.
   *
   * @param values as text, one for each of {@link #arguments}
   */
  public String fill(List<String> values) {
    StringBuilder label = new StringBuilder(between.get(0));
    for (int i = 0; i < arguments.size(); i++) {
      label.append(values.get(i)).append(between.get(i + 1));
    }
    return plain(label);
  }

  /** On one line, without control characters and quotes, not endless. */
  private static String plain(StringBuilder label) {
    if (label.length() > LONGEST) {
      label.setLength(LONGEST - 3);
      label.append("...");
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (Character.isISOControl(c) || c == '"' || c == '\u2028' || c == '\u2029') {
        label.setCharAt(i, '?');
      }
    }
    return label.toString();
  }

  /** Templates are equal when they are written the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelTemplate template && text.equals(template.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
