package dev.curfew.bench;

import java.util.Arrays;

/** The middle of what was measured: a neighbour's burst moves a mean, seldom a median. */
final class Median {
  private Median() {}

  /**
   * @throws IllegalArgumentException without values, or if one of them is no number
   */
  static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    // NaN sorts last
    if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("no median of " + Arrays.toString(values));
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
