package dev.curfew.api;

/**
 * Puts off the stop of a call and of the calls around it, until it is closed or its time is over,
 * for work that has to be done as a whole. Closed by any thread; a second time does nothing.
 */
public interface Shield extends AutoCloseable {
  /** False when it came too late: the call had ended or was being stopped; or no agent runs. */
  boolean holds();

  @Override
  void close();
}
