package dev.curfew.agent;

import java.lang.invoke.MethodHandles;

/** Alone in a loader of its own: the only class to which {@code java.lang} is opened. */
public final class BridgeDoor {
  private BridgeDoor() {}

  /** A look-up that may define classes in {@code java.lang}. */
  public static MethodHandles.Lookup lookup() throws IllegalAccessException {
    return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
  }
}
