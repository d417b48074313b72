package dev.curfew.cli;

import org.jspecify.annotations.Nullable;

/** What a JVM tells of itself to those who have attached to it. */
interface Told extends AutoCloseable {
  /** A system property of that JVM; null when it has none of this name. */
  @Nullable String systemProperty(String name) throws CommandFailure;

  /** The options that it was started with, in one text. */
  String options() throws CommandFailure;

  @Override
  void close();
}
