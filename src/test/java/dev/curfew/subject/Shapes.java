package dev.curfew.subject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Methods of every shape; each public static method without parameters tries one. */
public final class Shapes {
  private int value = 7;

  public static String staticMethod() {
    return join("a", 1L, 2.0, 'c');
  }

  private static String join(String a, long b, double c, char d) {
    return a + b + c + d;
  }

  public static Object instanceMethod() {
    return new Shapes().add(3);
  }

  private int add(int more) {
    value += more;
    return value;
  }

  public static Object synchronizedMethod() {
    return new Shapes().addLocked(5);
  }

  private synchronized int addLocked(int more) {
    return value + more;
  }

  public static Object synchronizedBlock() {
    return new Shapes().addInBlock(5);
  }

  private int addInBlock(int more) {
    synchronized (this) {
      if (more > 100) {
        return -1;
      }
      return value + more;
    }
  }

  interface Greeter {
    default String greet() {
      return "hello " + name();
    }

    static String loud(String text) {
      return text + "!";
    }

    String name();
  }

  public static Object interfaceMethods() {
    Greeter greeter = () -> "you";
    return Greeter.loud(greeter.greet());
  }

  record Pair(int left, long right) {
    long sum() {
      return left + right;
    }
  }

  public static Object record() {
    return new Pair(1, 2).sum() + new Pair(3, 4).toString();
  }

  enum Sign {
    PLUS {
      @Override
      int apply(int a) {
        return a;
      }
    },
    MINUS {
      @Override
      int apply(int a) {
        return -a;
      }
    };

    abstract int apply(int a);
  }

  public static Object enumBody() {
    return Sign.PLUS.apply(4) + Sign.MINUS.apply(3);
  }

  static final class ByLength implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return a.length() - b.length();
    }
  }

  /** Through the bridge method, which is not woven. */
  public static Object bridge() {
    Comparator<String> c = new ByLength();
    return c.compare("abc", "a");
  }

  public static Object recursion() {
    return factorial(5);
  }

  private static long factorial(int n) {
    return n == 0 ? 1 : n * factorial(n - 1);
  }

  public static Object lambdaBody() {
    int base = 10;
    IntUnaryOperator add = n -> n + base;
    return add.applyAsInt(5);
  }

  public static Object longResult() {
    return Math.addExact(1L << 40, twice(21L));
  }

  private static long twice(long n) {
    return n * 2;
  }

  public static Object doubleResult() {
    return half(3.0) + halfFloat(5.0f);
  }

  private static double half(double d) {
    return d / 2;
  }

  private static float halfFloat(float f) {
    return f / 2;
  }

  public static Object voidResult() {
    List<String> list = new ArrayList<>();
    addAll(list, 3);
    return list;
  }

  private static void addAll(List<String> list, int n) {
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i++) {
      list.add("x" + i);
    }
  }

  /** The parameter's slot holds a long, then a reference. */
  public static Object reusedSlots() {
    return reuse(3) + reuse(-3);
  }

  private static String reuse(int n) {
    String result;
    if (n > 0) {
      long wide = n * 10L;
      result = "wide " + wide;
    } else {
      String text = "narrow";
      double d = n;
      result = text + d;
    }
    n = result.length();
    return result + n;
  }

  public static Object nestedTry() {
    return nested(0) + nested(1) + nested(2);
  }

  @SuppressWarnings("EmptyCatch")
  private static String nested(int kind) {
    StringBuilder trace = new StringBuilder();
    try {
      trace.append("a");
      try {
        if (kind == 1) {
          throw new IllegalStateException("inner");
        }
        if (kind == 2) {
          throw new IllegalArgumentException("outer");
        }
        trace.append("b");
      } catch (IllegalStateException e) {
        trace.append("c");
      } finally {
        trace.append("d");
      }
    } catch (IllegalArgumentException e) {
      trace.append("e");
    } finally {
      trace.append("f");
    }
    return trace.toString();
  }

  public static Object returnsInTry() {
    return inTry(0) + inTry(1) + inTry(2);
  }

  private static String inTry(int kind) {
    StringBuilder trace = new StringBuilder();
    for (int i = 0; ; i++) {
      try {
        if (i == kind) {
          return trace.append("r").toString();
        }
        if (i == 1) {
          throw new IllegalStateException("next");
        }
        trace.append(i);
      } catch (IllegalStateException e) {
        trace.append("c");
      } finally {
        trace.append("f");
      }
    }
  }

  public static Object loops() {
    int sum = 0;
    outer:
    for (int i = 0; i < 10; i++) {
      for (long j = 0; j < 10; j++) {
        if (i * j > 40) {
          continue outer;
        }
        sum += (int) j;
      }
    }
    return sum;
  }

  /** The first instruction is the target of a jump. */
  public static Object loopFromTheStart() {
    return new Shapes().countDown();
  }

  private int countDown() {
    do {
      value--;
    } while (value > 0);
    return value;
  }

  public static Object switches() {
    return day("mon") + day("tue") + day("x");
  }

  private static int day(String name) {
    return switch (name) {
      case "mon" -> 1;
      case "tue" -> {
        int two = name.length() - 1;
        yield two;
      }
      default -> -1;
    };
  }
}
