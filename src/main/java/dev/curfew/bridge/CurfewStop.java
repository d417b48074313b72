package dev.curfew.bridge;

/**
 * Ends a call that ignores its interrupt: thrown at a checkpoint, on the call's own thread. An
 * Error, so that what catches exceptions lets it through; the exit of the call makes the timeout of
 * it. Nothing else should catch it, and what does is only left in peace to clean up.
 */
public final class CurfewStop extends Error {
  CurfewStop(String message) {
    super(message);
  }
}
