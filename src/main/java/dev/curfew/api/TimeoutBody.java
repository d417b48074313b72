package dev.curfew.api;

/**
 * What runs under a limit.
 *
 * @param <T> what it returns
 * @param <E> what it may throw; an unchecked one when it throws nothing checked
 */
@FunctionalInterface
public interface TimeoutBody<T, E extends Exception> {
  /** Does it. */
  T call() throws E;
}
