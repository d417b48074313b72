package com.example.stopping;

/** The entry method: everything that may block goes through it. */
final class Stoppable {
  /** What blocks. */
  interface Body {
    void run() throws Exception;
  }

  private Stoppable() {}

  static void call(String kind, Body body) throws Exception {
    body.run();
  }
}
