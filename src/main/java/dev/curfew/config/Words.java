package dev.curfew.config;

import org.jspecify.annotations.Nullable;

/** Helps messages to name what was meant. */
final class Words {

  private Words() {}

  static String list(String[] words) {
    StringBuilder list = new StringBuilder();
    for (String word : words) {
      if (list.length() > 0) {
        list.append(", ");
      }
      list.append(word);
    }
    return list.toString();
  }

  /** The word that is nearest, if it is so near that it may have been meant. */
  static @Nullable String nearest(String written, String[] words) {
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String word : words) {
      int distance = distance(written, word);
      if (distance < least && distance <= Math.max(1, word.length() / 3)) {
        nearest = word;
        least = distance;
      }
    }
    return nearest;
  }

  /** How many characters to insert, delete or replace, upper case counting as lower case. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (isSame(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static boolean isSame(char a, char b) {
    return Character.toLowerCase(a) == b;
  }
}
