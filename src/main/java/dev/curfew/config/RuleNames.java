package dev.curfew.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of one configuration's rules, and those that rules get when they have none.
 *
 * <p>Such a name comes from the first pattern: the class without its package, a dot, the method,
 * all without what is not plain. {@code com.acme.Jobs#run} becomes {@code Jobs.run}, {@code
 * com.acme.Shop#*} becomes {@code Shop}, {@code com.acme.**#*} becomes {@code acme}. If another
 * rule has that name, words of the package are put in front; if that is not enough, as with
 * overloads of one method, a number is put behind.
 */
final class RuleNames {

  /** Which class pattern a name was made from; empty for names that were given. */
  private final Map<String, String> owners = new HashMap<>();

  static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && " .-_".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty() && name.charAt(0) != ' ' && !name.endsWith(" ");
  }

  /** False when a rule has this name already. */
  boolean take(String name) {
    return owners.putIfAbsent(name, "") == null;
  }

  /** A name of its own for a rule whose first pattern this is. */
  String takeDefault(MethodPattern pattern) {
    String className = pattern.className();
    int words = className.lastIndexOf('.') + 1;
    String name = plain(className.substring(words) + "." + pattern.methodName());
    while (words > 0 && (name.isEmpty() || isOfAnotherClass(owners.get(name), className))) {
      words = className.lastIndexOf('.', words - 2) + 1;
      name = plain(className.substring(words) + "." + pattern.methodName());
    }
    String unique = name.isEmpty() ? "rule" : name;
    for (int number = 2; owners.putIfAbsent(unique, className) != null; number++) {
      unique = (name.isEmpty() ? "rule" : name) + "-" + number;
    }
    return unique;
  }

  private static boolean isOfAnotherClass(@Nullable String owner, String className) {
    return owner != null && !owner.equals(className);
  }

  /** Words of plain characters, parted by single dots. */
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    boolean newWord = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' || c == '$') {
        newWord = true;
      } else if (Character.isLetterOrDigit(c) || c == '_' || c == '-') {
        if (newWord && plain.length() > 0) {
          plain.append('.');
        }
        newWord = false;
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
