package dev.curfew.config;

/**
 * Matches names against a pattern with stars, without regular expressions and without allocating.
 *
 * <ul>
 *   <li>{@code *} stands for any characters but {@code .} and {@code $}, also none;
 *   <li>{@code **} stands for any characters, also none;
 *   <li>{@code **.} at the start or after a dot stands for any number of packages, also none.
 * </ul>
 *
 * <p>One pass with two places to come back to. When a character does not match, the last {@code *}
 * takes one more; when it may not, the last {@code **} does. To come back to the last one of each
 * kind is enough: had an earlier star taken more, the later one could have taken that as well.
 */
final class Glob {

  private Glob() {}

  static boolean isGlob(String pattern) {
    return pattern.indexOf('*') >= 0;
  }

  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int starPattern = -1; // behind the last *
    int starName = -1; // where what it takes ends
    int starsPattern = -1; // behind the last ** (or **.)
    int starsName = -1; // where what it takes ends
    while (n < name.length() || p < pattern.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        boolean two = pattern.startsWith("**", p);
        p += two ? (isPackages(pattern, p) ? 3 : 2) : 1;
        if (two) {
          starsPattern = p;
          starsName = n;
          starPattern = -1;
        } else {
          starPattern = p;
          starName = n;
        }
      } else if (p < pattern.length() && n < name.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (starPattern >= 0 && starName < name.length() && isWithin(name.charAt(starName))) {
        p = starPattern;
        n = ++starName;
      } else {
        starsName = starsPattern < 0 ? -1 : more(pattern, starsPattern, name, starsName);
        if (starsName < 0) {
          return false;
        }
        p = starsPattern;
        n = starsName;
        starPattern = -1;
      }
    }
    return true;
  }

  /** As {@link #matches} for text that is no name: a star stands for any characters. */
  static boolean matchesText(String pattern, String text) {
    int p = 0;
    int n = 0;
    int star = -1;
    int taken = 0;
    while (n < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        taken = n;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++taken;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the two stars end if they take more than before, or -1 when there is no more. */
  private static int more(String pattern, int behindStars, String name, int end) {
    if (pattern.charAt(behindStars - 1) == '*') {
      return end < name.length() ? end + 1 : -1;
    }
    int dot = name.indexOf('.', end);
    return dot < 0 ? -1 : dot + 1;
  }

  private static boolean isPackages(String pattern, int stars) {
    return pattern.startsWith("**.", stars) && (stars == 0 || pattern.charAt(stars - 1) == '.');
  }

  private static boolean isWithin(char c) {
    return c != '.' && c != '$';
  }
}
