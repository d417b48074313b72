package dev.curfew.api;

/**
 * What runs under a limit and returns nothing.
 *
 * @param <E> what it may throw; an unchecked one when it throws nothing checked
 */
@FunctionalInterface
public interface TimeoutAction<E extends Exception> {
  /** Does it. */
  void run() throws E;
}
