package dev.curfew.api;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What an application may ask of Curfew. */
public final class Timeouts {
  private Timeouts() {}

  /**
   * True when the agent runs in this JVM: then calls that run out of time are stopped. Without it
   * the API keeps their time and status, and stops nothing.
   */
  public static boolean isEnforced() {
    return Agent.find() != null;
  }

  /**
   * Runs a body under a limit, on this thread, as a woven method would run.
   *
   * @param name plain: letters, digits, blanks inside, dots, dashes, underscores; one for all calls
   *     of a kind, what tells them apart is {@link TimeoutOptions#label}
   * @return what the body returned
   * @throws E what the body threw
   * @throws TimeoutExceededException when it ran out of time, with what the body threw as its cause
   * @throws IllegalArgumentException when the name is not plain
   */
  public static <T, E extends Exception> T call(
      String name, TimeoutOptions options, TimeoutBody<T, E> body) throws E {
    Names.requirePlain(name);
    Agent agent = Agent.find();
    Object token = agent == null ? null : agent.open(Agent.CALL, null, options.toMap(name));
    if (agent == null || token == null) {
      return callLocally(name, options, body);
    }
    T result;
    try {
      result = body.call(); // the agent looks for this method's frame before it stops the call
    } catch (Throwable e) {
      agent.close(token, e);
      throw e;
    }
    agent.close(token, null);
    return result;
  }

  private static <T, E extends Exception> T callLocally(
      String name, TimeoutOptions options, TimeoutBody<T, E> body) throws E {
    LocalScope scope = LocalScope.open(name, options);
    TimeoutStatus end = TimeoutStatus.FAILED;
    try {
      T result = body.call();
      end = TimeoutStatus.COMPLETED;
      return result;
    } finally {
      scope.finish(end);
    }
  }

  /** As {@link #call}, for a body that returns nothing. */
  public static <E extends Exception> void run(
      String name, TimeoutOptions options, TimeoutAction<E> body) throws E {
    call(
        name,
        options,
        () -> {
          body.run();
          return true;
        });
  }

  /**
   * Opens a scope, for try-with-resources.
   *
   * @param name as of {@link #call}
   * @throws IllegalArgumentException when the name is not plain
   */
  public static TimeoutScope open(String name, TimeoutOptions options) {
    Names.requirePlain(name);
    Agent agent = Agent.find();
    Object token = agent == null ? null : agent.open(Agent.OPEN, null, options.toMap(name));
    Object handle = agent == null || token == null ? null : agent.ask("handle", token, null);
    return agent == null || token == null || handle == null
        ? LocalScope.open(name, options)
        : new EnforcedScope(agent, handle, token, name, options);
  }

  /**
   * Starts a timer that belongs to no thread, and has no timer around it. It interrupts nobody.
   *
   * @param name as of {@link #call}
   * @throws IllegalArgumentException when the name is not plain
   */
  public static DetachedTimer start(String name, TimeoutOptions options) {
    return start(Names.requirePlain(name), options, null, System::nanoTime);
  }

  /**
   * Kept by the agent when there is one, unless the timer around it is older than that.
   *
   * @param outer the timer around it; null: none
   * @param clock of a timer that nobody but the API keeps
   */
  static SteeredTimer start(
      String name, TimeoutOptions options, @Nullable SteeredTimer outer, LongSupplier clock) {
    Agent agent = outer instanceof LocalTimer ? null : Agent.find();
    EnforcedDetached around = outer instanceof EnforcedDetached enforced ? enforced : null;
    SteeredTimer kept = agent == null ? null : EnforcedDetached.start(agent, name, options, around);
    return kept != null
        ? kept
        : new LocalDetached(name, outer instanceof LocalTimer local ? local : null, options, clock);
  }

  /**
   * Stops a process with all it has started: asks it to end, waits for the grace, kills it. Whoever
   * is interrupted meanwhile waits no longer and kills at once; the flag is kept. The process's
   * streams stay open, and unless the answer is {@link ProcessStop.How#ALIVE} it has an exit value.
   *
   * @param grace not negative
   * @throws IllegalArgumentException when it is; the process is left alone then
   */
  public static ProcessStop stop(Process process, Duration grace) {
    return new ProcessStopper(process).stop(grace);
  }

  /**
   * Waits for a process as a call of its own: at its limit the process and all it has started are
   * asked to end, and after the grace killed, as by {@link #stop}; also without the agent. What is
   * only observed is left alone.
   *
   * @param name as of {@link #call}
   * @param options its grace is the process's
   * @return {@link ProcessStop.How#ENDED_BEFORE} when it ended in time
   * @throws InterruptedException when somebody interrupts this thread: then the process is left
   *     alone; or when the call around this one runs out of time: then it is stopped first
   * @throws IllegalArgumentException when the name is not plain
   */
  public static ProcessStop waitFor(String name, TimeoutOptions options, Process process)
      throws InterruptedException {
    return new ProcessCall(process, options).waitFor(name);
  }

  /** The innermost call of this thread, an entry method's too; empty: none is open. */
  public static Optional<TimedCall> current() {
    Agent agent = Agent.find();
    Object handle = agent == null ? null : agent.ask("current", null, null);
    return agent == null || handle == null
        ? Optional.ofNullable(LocalScope.innermost())
        : Optional.of(new EnforcedCall(agent, handle));
  }

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
