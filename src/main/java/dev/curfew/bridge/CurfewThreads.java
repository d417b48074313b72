package dev.curfew.bridge;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Finds the current thread's side: its line, its strand, or that it is exempt. */
final class CurfewThreads {
  private static final Object EXEMPT = new Object();

  /** A {@link CurfewLine}, a {@link CurfewStrand}, {@link #EXEMPT}, or null at a first call. */
  private static final ThreadLocal<Object> CURRENT = new ThreadLocal<>();

  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualIfThereIs();

  private CurfewThreads() {}

  static @Nullable Object current() {
    return CURRENT.get();
  }

  /** The current thread's side, made if need be; null when it is exempt. */
  static @Nullable CurfewOwner owner() {
    Object current = CURRENT.get();
    return current instanceof CurfewOwner owner ? owner : find(current);
  }

  static boolean isExemptCurrent() {
    return CURRENT.get() == EXEMPT;
  }

  static void exemptCurrent() {
    CURRENT.set(EXEMPT);
  }

  /** A first call of this thread, or its ThreadLocals were erased; null when it is exempt. */
  static @Nullable CurfewOwner find(@Nullable Object current) {
    if (current != null) {
      return null;
    }
    Thread thread = Thread.currentThread();
    CurfewOwner owner = isVirtual(thread) ? new CurfewStrand(thread) : CurfewLines.of(thread);
    CURRENT.set(owner);
    return owner;
  }

  static boolean isVirtual(Thread thread) {
    try {
      return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable e) {
      return false;
    }
  }

  /** JDK 21 and later. */
  private static @Nullable MethodHandle isVirtualIfThereIs() {
    try {
      return MethodHandles.lookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
