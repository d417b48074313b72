package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** That a task was handed over in a call, so and so often, and has not begun since. */
final class CurfewTask extends WeakReference<Object> {
  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(CurfewTask.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final int hash;
  final CurfewParent parent;

  /** Only ever moves on to what was behind it. */
  volatile @Nullable CurfewTask next;

  /** Once 0, it stays 0. */
  private volatile int count = 1;

  CurfewTask(Object task, int hash, CurfewParent parent) {
    super(task);
    this.hash = hash;
    this.parent = parent;
  }

  boolean isOf(Object task, int itsHash) {
    return hash == itsHash && refersTo(task) && count > 0;
  }

  /** Nobody will ever ask for it. */
  boolean isOver() {
    return count == 0 || refersTo(null);
  }

  /** False when all have begun: then it is over. */
  boolean addOne() {
    for (int n = count; n > 0; n = count) {
      if (COUNT.compareAndSet(this, n, n + 1)) {
        return true;
      }
    }
    return false;
  }

  /** False when all have begun. */
  boolean takeOne() {
    for (int n = count; n > 0; n = count) {
      if (COUNT.compareAndSet(this, n, n - 1)) {
        return true;
      }
    }
    return false;
  }
}
