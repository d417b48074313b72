package dev.curfew.bridge;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What woven loops call before each jump back. Any thread.
 *
 * <p>A check does one of two things. At rest it does nothing: the compiler sees the constant target
 * of a call site, inlines it and leaves nothing of it. Awake it reads whether any stop is asked
 * for, in opaque mode, because a compiler would take a plain read out of the loop for ever.
 *
 * <p>To wake the checks at rest, the JVM stops all threads at a safepoint to throw compiled code
 * away. Where counted loops have none (UseCountedLoopSafepoints is off under Serial and Parallel
 * GC), that wait lasts as long as the loop: everything stood 2.8 s in an experiment, and for the
 * very loop that was to be stopped, for ever. So checks are awake from the start, and may rest only
 * after {@link #allowRest}.
 *
 * <p>Waking and putting to rest recompile what is hot. So they wake at the first request, and
 * {@link #rest} is for when there was none for a while.
 */
public final class CurfewCheckpoint {
  private static final MethodHandle REST;
  private static final MethodHandle LOOK;
  private static final MutableCallSite SITE;
  private static final MethodHandle CHECK;
  private static final VarHandle REQUESTS;

  static {
    try {
      MethodHandles.Lookup own = MethodHandles.lookup();
      MethodType nothing = MethodType.methodType(void.class);
      REQUESTS = own.findStaticVarHandle(CurfewCheckpoint.class, "requests", int.class);
      REST = own.findStatic(CurfewCheckpoint.class, "doNothing", nothing);
      LOOK = own.findStatic(CurfewCheckpoint.class, "look", nothing);
      SITE = new MutableCallSite(LOOK);
      CHECK = SITE.dynamicInvoker();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Links all that a check needs, so that no check has to, perhaps at the end of its stack. To be
   * called before the first class is woven.
   */
  public static void prepare() throws Throwable {
    check();
  }

  /** In {@link #requests}: somebody waits for the threads to come to a safepoint. */
  private static final int LOOK_UP = 1 << 16;

  /**
   * Stops that are asked for and not over, and {@link #LOOK_UP}s. Written under the class's lock.
   */
  private static int requests;

  private static boolean mayRest;
  private static boolean awake = true;

  private CurfewCheckpoint() {}

  /**
   * Woven code calls it; throws a {@link CurfewStop} when the current call is to end here.
   *
   * @throws Throwable only in the eyes of the compiler: a method handle may throw anything
   */
  public static void check() throws Throwable {
    CHECK.invokeExact();
  }

  @SuppressWarnings("unused") // through REST
  private static void doNothing() {}

  @SuppressWarnings("unused") // through LOOK
  private static void look() {
    int asked = (int) REQUESTS.getOpaque();
    if (asked != 0) {
      if (asked >= LOOK_UP) {
        comeToASafepoint();
      }
      stopIfAsked();
    }
  }

  /** On its way back from a native method a thread stops if it is to. This one does nothing. */
  private static void comeToASafepoint() {
    Thread.holdsLock(CurfewCheckpoint.class);
  }

  private static void stopIfAsked() {
    CurfewStop due = null;
    try {
      if (CurfewThreads.current() instanceof CurfewOwner owner
          && owner.stop instanceof CurfewStopRequest request) {
        due = request.due();
      }
    } catch (Throwable e) {
      suppressed(e);
    }
    if (due != null) {
      throw due;
    }
  }

  private static void suppressed(Throwable e) {
    try {
      CurfewHooks.current().suppressed(e);
    } catch (Throwable again) {
      // The stack is at its end, or memory is: a later check asks again.
    }
  }

  /**
   * Asks for the end of a call that is claimed. A thread has one request at a time: that of its
   * outermost call, whose end is the end of those inside it.
   *
   * @param openWord of the call
   * @param entry the frame that has to be on the stack; null: an API scope, which has none
   * @return what became of it can be read there; the request before if there was one for the call;
   *     null when a call around this one is to end
   */
  public static synchronized @Nullable CurfewStopRequest ask(
      CurfewOwner owner, CurfewCall call, long openWord, @Nullable CurfewEntryFrame entry) {
    CurfewStopRequest request = new CurfewStopRequest(owner, call, openWord, entry);
    request.prepare();
    if (owner.stop instanceof CurfewStopRequest before && before.isLive()) {
      if (before.isFor(call, openWord)) {
        return before;
      }
      if (!before.isInside(call)) {
        return null;
      }
      request.continueAfter(before);
    }
    if (owner.stop instanceof CurfewStopRequest before) {
      end(before);
    }
    owner.stop = request;
    REQUESTS.setVolatile(requests + 1);
    wake();
    return request;
  }

  /** No stop is thrown inside an operation on such a resource: other means end it. */
  public static void spare(Class<?> kind) {
    CurfewStopRequest.spare(kind);
  }

  /** The call has ended, or shall not be stopped any more. */
  public static synchronized void end(CurfewStopRequest request) {
    if (request.end()) {
      REQUESTS.setVolatile(requests - 1);
    }
  }

  /**
   * Until {@link #lookAway}, as often, each check comes to a safepoint: for a thread whose stack is
   * wanted while it is in a loop that has none. Not for checks at rest: loops have safepoints then.
   */
  public static synchronized void lookUp() {
    REQUESTS.setVolatile(requests + LOOK_UP);
  }

  /** After {@link #lookUp}. */
  public static synchronized void lookAway() {
    REQUESTS.setVolatile(requests - LOOK_UP);
  }

  /** In this JVM all loops have safepoints, so checks may rest. They do from now on. */
  public static synchronized void allowRest() {
    mayRest = true;
    rest();
  }

  /**
   * Puts checks to rest, if they may and nothing is asked for.
   *
   * @return whether they are at rest now
   */
  public static synchronized boolean rest() {
    if (awake && mayRest && requests == 0) {
      direct(REST);
      awake = false;
    }
    return !awake;
  }

  private static void wake() {
    if (!awake) {
      awake = true;
      direct(LOOK);
    }
  }

  private static void direct(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }
}
