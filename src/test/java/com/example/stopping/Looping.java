package com.example.stopping;

import java.util.regex.Pattern;

/** Code that never blocks and looks at no flag; a class with checkpoints. */
final class Looping {
  private Looping() {}

  static void loop() {
    long x = 1;
    while (x != 42) {
      x = x * 31 | 64;
    }
  }

  static void recur() {
    fibonacci(80);
  }

  private static int fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  static void backtrack() {
    Pattern.matches("(\\w+\\s?)+\\1!", "a".repeat(60));
  }
}
