package dev.curfew.bench;

/** {@link Entry} once more, under a name that no rule matches. */
final class Twin {
  private Twin() {}

  static long call(long n) {
    return n + 1;
  }
}
