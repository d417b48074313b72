package dev.curfew.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Seven loops of different kinds; prints the processor time that each takes, as {@code
 * name=nanoseconds}.
 */
final class Kernels {
  private static final int SIZE = 160;
  private static final double[] A = doubles(1);
  private static final double[] B = doubles(2);
  private static final int[] NUMBERS = new Random(3).ints(400_000).toArray();
  private static final String TEXT = text();
  static volatile long sink;

  private Kernels() {}

  /** The one argument says how many times each kernel is measured, after as many to warm up. */
  public static void main(String[] args) {
    int rounds = Integer.parseInt(args[0]);
    Map<String, LongSupplier> kernels = kernels();
    Map<String, List<Double>> nanos = new HashMap<>();
    for (int round = -rounds; round < rounds; round++) {
      for (Map.Entry<String, LongSupplier> kernel : kernels.entrySet()) {
        long begin = CpuTime.nanos();
        sink = kernel.getValue().getAsLong();
        double taken = CpuTime.nanos() - begin;
        if (round >= 0) {
          nanos.computeIfAbsent(kernel.getKey(), name -> new ArrayList<>()).add(taken);
        }
      }
    }
    nanos.forEach(
        (name, taken) ->
            System.out.println(
                name + "=" + Median.of(taken.stream().mapToDouble(n -> n).toArray())));
  }

  private static Map<String, LongSupplier> kernels() {
    return Map.of(
        "matrix product", Kernels::product,
        "string hash", Kernels::hash,
        "quicksort", Kernels::sort,
        "recursion", () -> fibonacci(27),
        "vector sum", Kernels::sum,
        "sieve", Kernels::sieve,
        "hash map", Kernels::map);
  }

  private static double[] doubles(int seed) {
    return new Random(seed).doubles(SIZE * SIZE).toArray();
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    new Random(4).ints(400_000, 'a', 'z').forEach(c -> text.append((char) c));
    return text.toString();
  }

  private static long product() {
    double[] c = new double[SIZE * SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double s = 0;
        for (int k = 0; k < SIZE; k++) {
          s += A[i * SIZE + k] * B[k * SIZE + j];
        }
        c[i * SIZE + j] = s;
      }
    }
    return (long) c[SIZE + 1];
  }

  private static long hash() {
    int h = 0;
    for (int i = 0; i < TEXT.length(); i++) {
      h = 31 * h + TEXT.charAt(i);
    }
    return h;
  }

  private static long sort() {
    int[] a = java.util.Arrays.copyOf(NUMBERS, 60_000);
    sort(a, 0, a.length - 1);
    return a[5];
  }

  private static void sort(int[] a, int left, int right) {
    int i = left;
    int j = right;
    int pivot = a[(left + right) >>> 1];
    while (i <= j) {
      while (a[i] < pivot) {
        i++;
      }
      while (a[j] > pivot) {
        j--;
      }
      if (i <= j) {
        int t = a[i];
        a[i++] = a[j];
        a[j--] = t;
      }
    }
    if (left < j) {
      sort(a, left, j);
    }
    if (i < right) {
      sort(a, i, right);
    }
  }

  private static long fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  private static long sum() {
    long sum = 0;
    for (int repeat = 0; repeat < 3; repeat++) {
      int s = 0;
      for (int i = 0; i < NUMBERS.length; i++) {
        s += NUMBERS[i];
      }
      sum += s;
    }
    return sum;
  }

  private static long sieve() {
    boolean[] composite = new boolean[500_001];
    int primes = 0;
    for (int i = 2; i < composite.length; i++) {
      if (!composite[i]) {
        primes++;
        for (long j = (long) i * i; j < composite.length; j += i) {
          composite[(int) j] = true;
        }
      }
    }
    return primes;
  }

  private static long map() {
    Map<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      map.merge(i * 7919 % 5003, 1, Integer::sum);
    }
    long s = 0;
    for (Map.Entry<Integer, Integer> e : map.entrySet()) {
      s += (long) e.getValue() * e.getKey();
    }
    return s;
  }
}
