package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread is inside an operation on something that can be closed, cancelled or completed, within a
 * call that may be ended by force.
 *
 * <p>Exactly one of the thread, which leaves the operation, and an enforcer, which acts on it, goes
 * first: {@code IN_USE} to {@code LEFT} and {@code IN_USE} to {@code ACTING} exclude each other. A
 * thread that finds an act under way waits for its end. So what the thread hands back afterwards (a
 * connection to its pool) is never hit when somebody else has it.
 */
public final class CurfewUse {
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(CurfewUse.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int IN_USE = 0;
  private static final int ACTING = 1;
  private static final int LEFT = 2;

  /** An act that hangs must not keep the thread for ever; whoever acts has broken it by then. */
  static final long LONGEST_WAIT_NANOS = 10_000_000_000L;

  private static final long PAUSE_NANOS = 100_000;

  private final Object resource;
  private final CurfewCall call;
  private final long word;
  private final @Nullable CurfewUse outer;

  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  CurfewUse(Object resource, CurfewCall call, long word, @Nullable CurfewUse outer) {
    this.resource = resource;
    this.call = call;
    this.word = word;
    this.outer = outer;
  }

  /** What the operation is on. */
  public Object resource() {
    return resource;
  }

  /** The operation around this one on the same thread; null: none. */
  public @Nullable CurfewUse outer() {
    return outer;
  }

  /** True when the operation began inside this call, or a call inside it, that is still open. */
  public boolean isInside(CurfewCall other, long otherWord) {
    if (!CurfewWord.sameCall(call.word(), word)) {
      return false;
    }
    for (CurfewCall c = call; c != null; c = c.outer()) {
      if (c == other) {
        return CurfewWord.sameCall(c.word(), otherWord);
      }
    }
    return false;
  }

  boolean isOver() {
    return state == LEFT || !CurfewWord.sameCall(call.word(), word);
  }

  /** Enforcer: takes the operation to act on it; false when it is over, or in another's hand. */
  public boolean tryAct() {
    return STATE.compareAndSet(this, IN_USE, ACTING);
  }

  /** True while an enforcer acts on it. */
  public boolean isActedOn() {
    return state == ACTING;
  }

  /** Enforcer: the act is over, whatever came of it. */
  public void acted() {
    STATE.compareAndSet(this, ACTING, IN_USE);
  }

  /** Owner. The interrupt flag stays as it is: taken off here, it would be missed elsewhere. */
  @SuppressWarnings("ThreadPriorityCheck") // instead of spinning
  void leave() {
    if (STATE.compareAndSet(this, IN_USE, LEFT)) {
      return;
    }
    long began = System.nanoTime();
    while (!STATE.compareAndSet(this, IN_USE, LEFT) && state != LEFT) {
      if (System.nanoTime() - began > LONGEST_WAIT_NANOS) {
        state = LEFT;
        return;
      }
      if (Thread.currentThread().isInterrupted()) {
        Thread.yield(); // park would return at once
      } else {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
  }
}
