package com.example.jobs;

/** Work that takes a tenth of a second a step. */
final class Steps {
  private static final long STEP_MILLIS = 100;

  private Steps() {}

  static void run(int steps) throws InterruptedException {
    for (int i = 0; i < steps; i++) {
      Thread.sleep(STEP_MILLIS);
    }
  }
}
