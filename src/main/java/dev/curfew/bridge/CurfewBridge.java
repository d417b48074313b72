package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The calls that woven entry methods make. Nothing but a timeout ever leaves them: what goes wrong
 * inside is counted by the hooks, and the method runs on as if it were not woven.
 */
public final class CurfewBridge {
  private static final VarHandle OFF;

  static {
    try {
      OFF = MethodHandles.lookup().findStaticVarHandle(CurfewBridge.class, "off", boolean[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** By site: the mode of its rule is off. Replaced as a whole. */
  private static boolean[] off = {};

  /** By site: its rule lets no call in; {@link #off} is set then too. Replaced as a whole. */
  private static volatile boolean[] refusing = {};

  private static volatile int failedEntries;

  private CurfewBridge() {}

  /**
   * Opens a call.
   *
   * @param site id of the entry method
   * @return the token that the method hands to its exit; null: this call is not timed
   * @throws RuntimeException the refusal, when the rule lets no call in
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // that it changes is enough
  public static @Nullable Object enter(int site) {
    try {
      boolean[] o = (boolean[]) OFF.getOpaque();
      if (site < o.length && o[site]) {
        return offOrRefused(site);
      }
      Object current = CurfewThreads.current();
      if (current instanceof CurfewLine line) {
        return line.enter(site);
      }
      return enterElsewhere(current, site);
    } catch (CurfewRefused e) {
      throw e.refusal;
    } catch (Throwable e) {
      failedEntries++; // first, and without a call: the stack may be at its end
      return suppressed(e);
    }
  }

  /**
   * Opens a call of a rule with options; it is timed also inside another call of its site.
   *
   * @param site id of the entry method
   * @param exact whether to read the clock now
   * @param labelValues what the label is made of: an argument, or an array of several; null: the
   *     rule wants none
   * @return as of {@link #enter(int)}
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // that it changes is enough
  public static @Nullable Object enter(int site, boolean exact, @Nullable Object labelValues) {
    try {
      boolean[] o = (boolean[]) OFF.getOpaque();
      if (site < o.length && o[site]) {
        return offOrRefused(site);
      }
      Object values = labelValues == null ? null : CurfewLabel.plain(labelValues);
      return enterAlways(site, exact, values);
    } catch (CurfewRefused e) {
      throw e.refusal;
    } catch (Throwable e) {
      failedEntries++;
      return suppressed(e);
    }
  }

  private static @Nullable Object offOrRefused(int site) {
    boolean[] r = refusing;
    if (site < r.length && r[site] && !CurfewThreads.isExemptCurrent()) {
      RuntimeException refusal = CurfewHooks.current().refusal(site);
      if (refusal != null) {
        throw new CurfewRefused(refusal);
      }
    }
    return null;
  }

  private static @Nullable Object enterAlways(int site, boolean exact, @Nullable Object values) {
    CurfewOwner owner = CurfewThreads.owner();
    long enteredAt = exact ? CurfewHooks.current().now() : 0;
    if (owner instanceof CurfewLine line) {
      return line.enter(site, enteredAt, values);
    }
    return owner instanceof CurfewStrand strand ? strand.enter(site, enteredAt, values) : null;
  }

  /**
   * Opens a call that the application asked for by the API.
   *
   * @param site of the API
   * @param spec the engine's own, made by {@link #ask}
   * @return as of {@link #enter(int)}
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // that it changes is enough
  public static @Nullable Object open(int site, Object spec) {
    try {
      return enterAlways(site, true, spec);
    } catch (Throwable e) {
      failedEntries++;
      return suppressed(e);
    }
  }

  /**
   * Starts a timer that belongs to no thread. Ended by {@link CurfewScope#closeDetached}.
   *
   * @param site of the API
   * @param spec the engine's own
   * @param outer the timer around it; null: none
   */
  public static CurfewScope openDetached(int site, Object spec, @Nullable CurfewScope outer) {
    return CurfewStrand.detached(site, CurfewHooks.current().now(), spec, outer);
  }

  /**
   * Ends a call of {@link #open}; throws its timeout if there was one.
   *
   * @param thrown what the body threw; null when it returned
   */
  public static void close(@Nullable Object token, @Nullable Throwable thrown) {
    try {
      if (thrown == null) {
        exit(token);
      } else {
        exit(token, thrown);
      }
    } finally {
      if (token instanceof CurfewCursor cursor) {
        cursor.prepare(0, null); // or a pool's thread would hold what belongs to the application
      }
    }
  }

  /**
   * The API's question to the engine, in types of the JDK and values that the engine gave before.
   *
   * @return null when nobody answers
   */
  public static @Nullable Object ask(
      String what, @Nullable Object target, @Nullable Object argument) {
    return CurfewHooks.current().ask(what, target, argument);
  }

  /**
   * A sign of life of the current thread's open calls.
   *
   * @param number of the rule whose heartbeat it is
   */
  public static void beat(int number) {
    try {
      if (CurfewThreads.current() instanceof CurfewOwner owner) {
        owner.beat(number);
      }
    } catch (Throwable e) {
      suppressed(e);
    }
  }

  /** The current thread's innermost open call; null: none. */
  public static @Nullable CurfewCall innermostOpen() {
    CurfewCall call = CurfewThreads.current() instanceof CurfewOwner o ? o.innermost() : null;
    while (call != null && call.word() == CurfewWord.CLOSED) {
      call = call.outer();
    }
    return call;
  }

  /** How often enter failed, so that a method runs without being counted. */
  public static int failedEntries() {
    return failedEntries;
  }

  private static @Nullable Object enterElsewhere(@Nullable Object current, int site) {
    if (current instanceof CurfewStrand strand) {
      return strand.enter(site);
    }
    CurfewOwner owner = CurfewThreads.find(current);
    if (owner instanceof CurfewStrand strand) {
      return strand.enter(site);
    }
    return owner instanceof CurfewLine line ? line.enter(site) : null;
  }

  /** Ends a call whose body returned; throws the timeout if there was one. */
  public static void exit(@Nullable Object token) {
    RuntimeException timeout;
    try {
      if (token == null || close(token)) {
        return;
      }
      timeout = end(token, null);
    } catch (Throwable e) {
      suppressed(e);
      return;
    }
    if (timeout != null) {
      throw timeout;
    }
  }

  /**
   * Ends a call whose body threw; throws the timeout, with what the body threw as its cause, if
   * there was one. Otherwise returns, and the woven method rethrows.
   */
  public static void exit(@Nullable Object token, Throwable thrown) {
    RuntimeException timeout;
    try {
      if (token == null) {
        return;
      }
      timeout = end(token, thrown);
    } catch (Throwable e) {
      suppressed(e);
      return;
    }
    if (timeout != null) {
      throw timeout;
    }
  }

  static boolean close(Object token) {
    return token instanceof CurfewCursor cursor ? cursor.close() : closeElsewhere(token);
  }

  private static boolean closeElsewhere(Object token) {
    if (token instanceof CurfewScope scope) {
      return scope.close();
    }
    ((CurfewReentry) token).call.exitReentry();
    return true;
  }

  static @Nullable RuntimeException end(Object token, @Nullable Throwable thrown) {
    if (token instanceof CurfewCursor cursor) {
      return endOnLine(cursor, thrown);
    }
    if (token instanceof CurfewScope scope) {
      return endOnStrand(scope, thrown);
    }
    ((CurfewReentry) token).call.exitReentry();
    return null;
  }

  private static @Nullable RuntimeException endOnLine(
      CurfewCursor cursor, @Nullable Throwable thrown) {
    CurfewLine line = cursor.line;
    if (thrown != null) {
      line.countFailure(CurfewWord.site(cursor.plainWord()));
    }
    line.closeAbove(cursor);
    return cursor.end(thrown);
  }

  private static @Nullable RuntimeException endOnStrand(
      CurfewScope scope, @Nullable Throwable thrown) {
    CurfewStrand strand = scope.strand();
    if (strand == null) {
      return null; // a second exit
    }
    if (thrown != null) {
      strand.stripe.countFailure(scope.site());
    }
    strand.closeAbove(scope);
    RuntimeException timeout = scope.end(thrown);
    strand.leave(scope);
    scope.forgetStrand();
    return timeout;
  }

  private static @Nullable Object suppressed(Throwable e) {
    try {
      CurfewHooks.current().suppressed(e);
    } catch (Throwable again) {
      // The stack is at its end, or memory is: there is nobody to tell.
    }
    return null;
  }

  /** Exempts the current thread, one of the agent's own, from all rules. */
  public static void exemptCurrentThread() {
    CurfewThreads.exemptCurrent();
  }

  /** True when the thread is virtual. */
  public static boolean isVirtual(Thread thread) {
    return CurfewThreads.isVirtual(thread);
  }

  /**
   * Switches a site off or on, or lets no call of it in; calls that are open keep their timer.
   *
   * @param isOff calls are not timed
   * @param isRefusing calls are refused
   */
  public static synchronized void setOff(int site, boolean isOff, boolean isRefusing) {
    refusing = with(refusing, site, isRefusing);
    OFF.setVolatile(with(off, site, isOff || isRefusing));
  }

  private static boolean[] with(boolean[] now, int site, boolean value) {
    if (site >= now.length && !value) {
      return now;
    }
    boolean[] next = Arrays.copyOf(now, Math.max(now.length, site + 1));
    next[site] = value;
    return next;
  }
}
