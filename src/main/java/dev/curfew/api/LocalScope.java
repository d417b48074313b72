package dev.curfew.api;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A scope, or the call of a body, while no agent runs: it keeps time and stops nothing. */
final class LocalScope extends LocalTimer implements TimeoutScope {
  private static final ThreadLocal<LocalScope> INNERMOST = new ThreadLocal<>();

  private final Thread thread = Thread.currentThread();
  private final @Nullable LocalScope outer;
  private boolean completed;

  private LocalScope(
      String name,
      @Nullable LocalTimer parent,
      @Nullable LocalScope outer,
      TimeoutOptions options,
      LongSupplier clock) {
    super(name, parent, options, clock);
    this.outer = outer;
  }

  static LocalScope open(String name, TimeoutOptions options) {
    LocalScope outer = INNERMOST.get();
    return opened(new LocalScope(name, outer, outer, options, System::nanoTime));
  }

  /** Inside a timer without a thread. */
  static LocalScope attach(String name, LocalDetached to, TimeoutOptions options) {
    return opened(new LocalScope(name, to, INNERMOST.get(), options, to.clock()));
  }

  private static LocalScope opened(LocalScope scope) {
    INNERMOST.set(scope);
    return scope;
  }

  /** The current thread's innermost one; null: none is open. */
  static @Nullable LocalScope innermost() {
    return INNERMOST.get();
  }

  @Override
  public void complete() {
    completed = true;
  }

  @Override
  public void close() {
    finish(completed ? TimeoutStatus.COMPLETED : TimeoutStatus.CANCELLED);
  }

  void finish(TimeoutStatus status) {
    if (!isLive()) {
      return;
    }
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException("a scope is closed by the thread that opened it");
    }
    if (INNERMOST.get() != this) {
      throw new IllegalStateException("a scope that was opened inside this one is open");
    }
    if (outer == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(outer);
    }
    end(status);
  }
}
