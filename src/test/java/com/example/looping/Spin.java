package com.example.looping;

import dev.curfew.api.Shield;
import dev.curfew.api.Timeouts;
import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Pattern;

/** Work that never blocks and looks at no flag. */
public final class Spin {
  static final Object MONITOR = new Object();
  static volatile boolean cleaned;
  static long sum;

  private Spin() {}

  /** Reached by nothing but a checkpoint inside. */
  static long leaf() {
    long x = 1;
    try {
      synchronized (MONITOR) {
        while (true) {
          x = x * 6364136223846793005L + 1;
          if (x == 0x123456789L) {
            return x;
          }
        }
      }
    } finally {
      for (int i = 0; i < 100_000; i++) {
        sum += i;
      }
      cleaned = true;
    }
  }

  /** Compiled without any safepoint under some collectors; takes minutes. */
  static long counted() {
    long t = Long.MAX_VALUE;
    for (int i = 1; i < Integer.MAX_VALUE; i++) {
      t = Long.MAX_VALUE / (t / i | 1) + i;
      t = Long.MAX_VALUE / (t / 3 | 1) + i;
      t = Long.MAX_VALUE / (t / 7 | 1) + i;
    }
    return t;
  }

  /** Loops for a moment, far from its limit also on a busy machine. */
  static long harmless() {
    long x = 1;
    for (int i = 0; i < 1_000_000; i++) {
      x = x * 6364136223846793005L + i;
    }
    return x;
  }

  /** Its time runs out inside a shield. */
  static long shielded() {
    long x = 1;
    try (Shield shield = Timeouts.current().orElseThrow().shield(Duration.ofSeconds(30))) {
      long end = System.nanoTime() + 2_000_000_000L;
      while (System.nanoTime() < end) {
        x = x * 31 | 1;
      }
      System.out.println("shielded work done: " + shield.holds());
    }
    while (x != 42) {
      x = x * 31 | 1;
    }
    return x;
  }

  /** Takes every stop for something else. */
  static long swallows() {
    long n = 0;
    while (true) {
      try {
        for (int i = 0; i < 1_000_000; i++) {
          n += i ^ n;
        }
      } catch (Throwable e) {
        n++;
      }
      if (n == 42) {
        return n;
      }
    }
  }

  /** Its time runs out in the initialiser of another class. */
  static long initialises() {
    long x = Slow.VALUE;
    while (x != 42) {
      x = x * 31 | 1;
    }
    return x;
  }

  /** A class that needs a while. */
  static final class Slow {
    static final long VALUE = compute();

    private Slow() {}

    private static long compute() {
      long x = 1;
      long end = System.nanoTime() + 2_000_000_000L;
      while (System.nanoTime() < end) {
        x = x * 31 | 1;
      }
      return x;
    }
  }

  /** Backtracks for ever: only the JDK's own code runs. */
  static boolean backtracks() {
    return Pattern.matches("(\\w+\\s?)+\\1!", "a".repeat(60));
  }

  /** Raises to a power in the JDK's own code, for hours. */
  static int multiplies() {
    BigInteger huge = BigInteger.ONE.shiftLeft(100_000).subtract(BigInteger.ONE);
    return BigInteger.valueOf(3).modPow(huge, huge.subtract(BigInteger.TWO)).signum();
  }

  /** No loop, and no end. */
  static int recurses() {
    return Numbers.fibonacci(80);
  }

  /** Not an entry method. */
  static final class Numbers {
    private Numbers() {}

    static int fibonacci(int n) {
      return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }
  }
}
