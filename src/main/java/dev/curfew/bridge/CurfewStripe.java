package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stack on which virtual threads put the scopes that the watcher has not seen yet.
 *
 * <p>Pop can't go wrong by reuse (ABA): a scope is fresh and pushed once, and its {@code next}
 * stays the same until the watcher has taken the whole stack, after which the scope is never the
 * head again. So a successful pop proves that the watcher does not have the scope.
 */
public final class CurfewStripe {
  /**
   * After so many calls of a site on one stripe the watcher is woken: it may not be much longer
   * than that. What counts is the number that is kept anyway: one more field costs a tenth of the
   * call.
   */
  private static final int CROWD = 1 << 16;

  private static final VarHandle HEAD;
  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final CurfewStripe[] ALL;

  static {
    try {
      HEAD = MethodHandles.lookup().findVarHandle(CurfewStripe.class, "head", CurfewScope.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
    int cores = Runtime.getRuntime().availableProcessors();
    ALL = new CurfewStripe[Integer.highestOneBit(Math.max(1, 4 * cores - 1)) * 2];
    for (int i = 0; i < ALL.length; i++) {
      ALL[i] = new CurfewStripe();
    }
  }

  // Keeps the fields below off the cache line of a neighbour's.
  @SuppressWarnings("unused")
  private long p0, p1, p2, p3, p4, p5, p6, p7;

  @SuppressWarnings("unused") // through HEAD
  private @Nullable CurfewScope head;

  private long dead;

  private volatile long[] calls = new long[64];
  private volatile long[] failures = {};

  CurfewStripe() {}

  static CurfewStripe of(Thread thread) {
    return ALL[(int) thread.getId() & (ALL.length - 1)];
  }

  /** All stripes. */
  public static CurfewStripe[] all() {
    return ALL.clone();
  }

  void push(CurfewScope scope) {
    CurfewScope below;
    do {
      below = (CurfewScope) HEAD.getAcquire(this);
      scope.next = below;
    } while (!HEAD.weakCompareAndSet(this, below, scope));
  }

  boolean pop(CurfewScope scope) {
    return HEAD.getOpaque(this) == scope && HEAD.compareAndSet(this, scope, scope.next);
  }

  /** Watcher: takes all, the newest first; null when there is none. */
  public @Nullable CurfewScope takeAll() {
    return HEAD.getOpaque(this) == null ? null : (CurfewScope) HEAD.getAndSet(this, null);
  }

  /** A scope that the watcher has, or will have, was closed. A lost increment does no harm. */
  void countDead() {
    dead++;
  }

  /** About so many scopes were closed after the watcher had taken them. */
  public long dead() {
    return dead;
  }

  void count(int site) {
    long[] n = calls;
    long before = (long) COUNTS.getAndAdd(site < n.length ? n : grownCalls(site), site, 1L);
    if ((before & (CROWD - 1)) == CROWD - 1) {
      CurfewHooks.current().crowded();
    }
  }

  void countFailure(int site) {
    long[] n = failures;
    COUNTS.getAndAdd(site < n.length ? n : grownFailures(site), site, 1L);
  }

  // A count that goes to the old array while it is copied is lost: once per doubling, at most.
  private synchronized long[] grownCalls(int site) {
    if (site >= calls.length) {
      calls = Arrays.copyOf(calls, Integer.highestOneBit(site) * 2);
    }
    return calls;
  }

  private synchronized long[] grownFailures(int site) {
    if (site >= failures.length) {
      failures = Arrays.copyOf(failures, Math.max(8, Integer.highestOneBit(site) * 2));
    }
    return failures;
  }

  /** Adds this stripe's counts by site. */
  public void addCountsTo(long[] calls, long[] failures) {
    CurfewLine.add(this.calls, calls);
    CurfewLine.add(this.failures, failures);
  }
}
