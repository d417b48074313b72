package com.example.jobs;

/** Work that no interrupt reaches. */
final class Zombie {
  static volatile boolean released;

  private Zombie() {}

  static void spin() {
    while (!released) {
      Thread.onSpinWait();
    }
  }
}
