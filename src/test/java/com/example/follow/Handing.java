package com.example.follow;

/** The entry methods: they hand work to other threads. */
public final class Handing {
  /** What is done in a call. */
  public interface Body {
    void run() throws Exception;
  }

  private Handing() {}

  /** Its rule follows. */
  public static void followed(String label, Body body) throws Exception {
    body.run();
  }

  /** Its rule does not. */
  public static void alone(String label, Body body) throws Exception {
    body.run();
  }
}
