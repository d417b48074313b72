package dev.curfew.subject;

import java.util.List;

/** Code with so many jumps back, each in a method of its own. */
public final class Loops {
  static final int SUM;

  static {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += i;
    }
    SUM = sum;
  }

  private Loops() {}

  /** Runs its body three times. */
  public static int forLoop() {
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += i;
    }
    return sum;
  }

  public static int forEach() {
    int sum = 0;
    for (int i : List.of(1, 2, 3)) {
      sum += i;
    }
    return sum;
  }

  public static int doWhile() {
    int n = 0;
    do {
      n++;
    } while (n < 4); // three jumps back
    return n;
  }

  public static int continues() {
    int n = 0;
    while (true) {
      if (n++ < 2) {
        continue;
      }
      if (n > 3) {
        return n;
      }
    }
  }

  public static long withLongsAndTries() {
    long sum = 0;
    double other = 1.5;
    for (long i = 0; i < 3; i++) {
      try {
        sum += i;
        if (i == 1) {
          throw new IllegalStateException();
        }
      } catch (IllegalStateException e) {
        sum += (long) other;
      } finally {
        sum++;
      }
    }
    return sum;
  }

  public static int initialiser() {
    return SUM;
  }

  public static int noLoop() {
    return 7;
  }

  /** Calls itself three times. */
  public static int recursion() {
    return down(3);
  }

  private static int down(int n) {
    return n == 0 ? 0 : 1 + down(n - 1);
  }
}
