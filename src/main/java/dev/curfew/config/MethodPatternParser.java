package dev.curfew.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code [@annotation] [implements Type] ClassPattern#methodPattern[(parameter types)]}. The
 * first two are part of the grammar, and refused until the weaver knows the type hierarchy.
 */
final class MethodPatternParser {

  private static final String EXAMPLES =
      "; allowed: package.Class#method, with * within a name, ** across packages, $ before a nested"
          + " class, and parameter types if wanted, such as"
          + " com.acme.**.*Job#run(String, int[], java.util.Map$Entry)";

  private final String text;

  MethodPatternParser(String text) {
    this.text = text;
  }

  MethodPattern parse() {
    String pattern = text.strip();
    refuseConditions(pattern);
    int hash = pattern.indexOf('#');
    if (hash < 0) {
      throw wrong("has no #" + suggestion(pattern));
    }
    int open = pattern.indexOf('(', hash);
    int nameEnd = open < 0 ? pattern.length() : open;
    String className = pattern.substring(0, hash);
    String methodName = pattern.substring(hash + 1, nameEnd).stripTrailing();
    checkClass(className, "class");
    checkMethod(methodName);
    return new MethodPattern(
        pattern, className, methodName, open < 0 ? null : parameterTypes(pattern, open));
  }

  private void refuseConditions(String pattern) {
    if (pattern.startsWith("@")) {
      throw new IllegalArgumentException(
          "method pattern "
              + Problem.quote(text)
              + ": annotations are not supported yet; name the classes and methods");
    }
    if (pattern.startsWith("implements ")) {
      throw new IllegalArgumentException(
          "method pattern "
              + Problem.quote(text)
              + ": 'implements' is not supported yet; name the classes that implement it");
    }
  }

  /** The most frequent slip: a dot before the method. */
  private static String suggestion(String pattern) {
    int open = pattern.indexOf('(');
    int dot = pattern.lastIndexOf('.', open < 0 ? pattern.length() : open);
    return dot <= 0
        ? " between class and method"
        : " (did you mean "
            + Problem.quote(pattern.substring(0, dot) + "#" + pattern.substring(dot + 1))
            + "?)";
  }

  /** Words parted by dots, each of characters that names are made of, or stars. */
  private void checkClass(String name, String what) {
    if (name.isEmpty()) {
      throw wrong("has no " + what + " name");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' ? isDotMisplaced(name, i) : !isNamePart(c)) {
        throw wrong(
            "has " + Problem.quote(String.valueOf(c)) + " in its " + what + " name" + hint(c));
      }
    }
    if (name.contains("***")) {
      throw wrong("has more than two stars in a row");
    }
  }

  private static boolean isDotMisplaced(String name, int dot) {
    return dot == 0 || dot == name.length() - 1 || name.charAt(dot - 1) == '.';
  }

  private static String hint(char c) {
    return switch (c) {
      case '/' -> ", packages end with a dot";
      case '.' -> " with no word beside it";
      case '<', '>' -> ", type arguments are left out";
      default -> "";
    };
  }

  private void checkMethod(String name) {
    if (name.isEmpty()) {
      throw wrong("has no method name");
    }
    if (name.charAt(0) == '<') {
      throw wrong("names a constructor or class initialiser, which cannot be timed");
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isNamePart(name.charAt(i))) {
        throw wrong("has " + Problem.quote(String.valueOf(name.charAt(i))) + " in its method name");
      }
    }
    if (name.contains("**")) {
      throw wrong("has ** in its method name, where * is enough");
    }
  }

  /** A dash is in the names that Kotlin makes for methods with value classes. */
  private static boolean isNamePart(char c) {
    return (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
        || Character.isSurrogate(c)
        || c == '*'
        || c == '-';
  }

  private List<ParameterType> parameterTypes(String pattern, int open) {
    int close = pattern.length() - 1;
    if (pattern.charAt(close) != ')') {
      throw wrong("does not end with the ) of its parameter types");
    }
    List<ParameterType> types = new ArrayList<>();
    int start = open + 1;
    if (pattern.substring(start, close).isBlank()) {
      return types;
    }
    while (start <= close) {
      int comma = pattern.indexOf(',', start);
      int end = comma < 0 ? close : comma;
      types.add(parameterType(pattern.substring(start, end).strip(), end == close));
      start = end + 1;
    }
    return types;
  }

  private ParameterType parameterType(String written, boolean last) {
    int dimensions = 0;
    String name = written;
    if (last && name.endsWith("...")) {
      dimensions++;
      name = name.substring(0, name.length() - 3).stripTrailing();
    }
    while (name.endsWith("[]")) {
      dimensions++;
      name = name.substring(0, name.length() - 2).stripTrailing();
    }
    if (Glob.isGlob(name)) {
      throw wrong("has a star in its parameter types; leave them out to match all overloads");
    }
    if (name.indexOf(' ') > 0) {
      throw wrong("has a blank in the parameter type " + Problem.quote(name));
    }
    checkClass(name, "parameter type's");
    return ParameterType.of(name, dimensions);
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "method pattern " + Problem.quote(text) + " " + why + EXAMPLES);
  }
}
