package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/** The calls that woven entry methods make. */
public final class CurfewBridge {
  private CurfewBridge() {}

  /**
   * Opens a call.
   *
   * @param site id of the entry method
   * @return the token that the method hands to its exit; null: this call is not timed
   */
  public static @Nullable Object enter(int site) {
    return null;
  }

  /** Ends a call whose body returned; throws the timeout if there was one. */
  public static void exit(@Nullable Object token) {}

  /**
   * Ends a call whose body threw; throws the timeout, with what the body threw as its cause, if
   * there was one. Otherwise returns, and the woven method rethrows.
   */
  public static void exit(@Nullable Object token, Throwable thrown) {}
}
