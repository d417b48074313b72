package dev.curfew.api;

import org.jspecify.annotations.Nullable;

/** What an application may ask of Curfew. */
public final class Timeouts {
  private Timeouts() {}

  /**
   * True for Curfew's timeout, also for one that another class loader's copy of the API has made.
   */
  public static boolean isTimeout(@Nullable Throwable thrown) {
    for (Class<?> c = thrown == null ? null : thrown.getClass(); c != null; c = c.getSuperclass()) {
      if (c.getName().equals("dev.curfew.api.TimeoutExceededException")) {
        return true;
      }
    }
    return false;
  }
}
