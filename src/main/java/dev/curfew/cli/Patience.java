package dev.curfew.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for another JVM, but not for ever: neither attach nor RMI has a time limit, and a JVM that
 * was stopped with SIGSTOP answers neither.
 */
final class Patience {
  private Patience() {}

  /** Runs it on a daemon thread, which is left behind when the time is over. */
  static <T> T await(String who, long millis, Callable<T> action) throws CommandFailure {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task, "curfew-command");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          who + " has not answered for " + TimeUnit.MILLISECONDS.toSeconds(millis) + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILURE, "interrupted while waiting for " + who);
    } catch (ExecutionException e) {
      throw ConnectionFailure.of(who, e.getCause() == null ? e : e.getCause());
    }
  }
}
