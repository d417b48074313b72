package dev.curfew.jconsole;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs what may take long elsewhere, and what follows from it back on the caller's thread. */
interface Background {

  /** Exactly one of {@code done} and {@code failed} is called, if the task ever ends. */
  <T> void run(Callable<T> task, Consumer<T> done, Consumer<Throwable> failed);
}
