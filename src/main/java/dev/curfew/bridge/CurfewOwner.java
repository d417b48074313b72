package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What Curfew keeps of one thread, and the gate through which every interrupt of ours to it goes.
 *
 * <p>The gate is held by an enforcer around its {@code interrupt()}, and by the thread itself while
 * it ends a call that was interrupted. So while the thread clears its flag and looks whether an
 * outer call has been interrupted too, no interrupt of ours is under way, and no enforcer takes our
 * own, not yet cleared interrupt for somebody else's.
 */
public abstract class CurfewOwner {
  private static final VarHandle GATE;

  static {
    try {
      GATE = MethodHandles.lookup().findVarHandle(CurfewOwner.class, "gate", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final VarHandle BEATS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long[] NO_BEATS = {};
  private static final int FREE = 0;
  private static final int ENFORCER = 1;
  private static final int OWNER = 2;
  private static final CurfewInterruptInFlight BLOCKER = new CurfewInterruptInFlight();
  private static final long FIRST_WAIT_NANOS = 20_000;
  private static final long LONGEST_WAIT_NANOS = 1_000_000;

  @SuppressWarnings("unused") // through GATE
  private volatile int gate;

  /** The flag was set by somebody else before our first interrupt. Guarded by the gate. */
  boolean foreignInterrupt;

  /** The thread; null once it is gone. Written while no call of it is open. */
  volatile @Nullable Thread thread;

  /** A {@link CurfewStopRequest}. Untyped: its class is defined later than this, or never. */
  volatile @Nullable Object stop;

  /** Heartbeats by number; written by the owner. */
  private volatile long[] beats = NO_BEATS;

  /** What its calls are blocked in and have started; null: nothing that force would act on. */
  volatile @Nullable CurfewResources resources;

  /** Of the last call that handed a task over, as the tasks know it. The owner's own. */
  @Nullable CurfewParent parent;

  /** The owner runs a task of a call that has ended. The owner's own. */
  boolean runsOrphan;

  CurfewOwner(@Nullable Thread thread) {
    this.thread = thread;
  }

  /** The thread whose calls these are; null once it is gone. */
  public final @Nullable Thread thread() {
    return thread;
  }

  /** Owner. Opaque: a compiler might keep the count of a loop in a register. */
  final void beat(int number) {
    long[] b = beats;
    if (number >= b.length) {
      b = Arrays.copyOf(b, number + 1);
      beats = b;
    }
    BEATS.setOpaque(b, number, b[number] + 1);
  }

  /** How many heartbeats with this number the thread has given. */
  public final long heartbeats(int number) {
    long[] b = beats;
    return number < b.length ? (long) BEATS.getOpaque(b, number) : 0;
  }

  /** The innermost place that may hold an open call; the others are reached by {@code outer()}. */
  public abstract @Nullable CurfewCall innermost();

  /** As {@link #innermost}, for the owner. */
  abstract @Nullable CurfewCall ownInnermost();

  /** Takes the gate for an enforcer; false when it is held: then it has to try again later. */
  final boolean tryGateForEnforcer() {
    return GATE.compareAndSet(this, FREE, ENFORCER);
  }

  /**
   * Takes the gate for the thread itself and waits while an enforcer has it.
   *
   * <p>{@code park} returns at once while the flag is set, so the wait takes it off; the caller
   * sets it again when it is due. Held already: a StackOverflowError cost us the release.
   */
  final void gateForOwner() {
    long nanos = FIRST_WAIT_NANOS;
    while (!GATE.compareAndSet(this, FREE, OWNER) && gate != OWNER) {
      Thread.interrupted();
      LockSupport.parkNanos(BLOCKER, nanos);
      nanos = Math.min(nanos * 2, LONGEST_WAIT_NANOS);
    }
  }

  final void openGate() {
    GATE.setRelease(this, FREE);
  }
}
