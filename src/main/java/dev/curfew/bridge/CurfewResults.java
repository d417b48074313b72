package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What entry methods call whose rule follows and whose result may come later than they return: such
 * a call goes on as a timer without a thread. As with {@link CurfewBridge}, nothing but a timeout
 * ever leaves from here.
 */
public final class CurfewResults {
  private CurfewResults() {}

  /**
   * Opens a call.
   *
   * @param site id of the entry method
   * @param labelValues what the label is made of; null: the rule wants none
   * @return as of {@link CurfewBridge#enter(int)}
   */
  public static @Nullable Object enter(int site, @Nullable Object labelValues) {
    CurfewLater later = later(site, labelValues);
    Object token = CurfewBridge.enter(site, true, later == null ? labelValues : later);
    try {
      if (later != null && token instanceof CurfewCall call) {
        later.of(call);
      }
    } catch (Throwable e) {
      // The stack is at its end: the call ends when its method returns.
    }
    return token;
  }

  private static @Nullable CurfewLater later(int site, @Nullable Object labelValues) {
    try {
      return new CurfewLater(site, labelValues);
    } catch (Throwable e) {
      return null; // the stack, or memory, is at its end
    }
  }

  /**
   * Ends a call whose body returned, or lets it go on until its result is there; throws the timeout
   * if there was one.
   *
   * @param result of the body
   * @return what the method has to return: the result, or a copy that depends on it
   */
  public static @Nullable Object exit(@Nullable Object result, @Nullable Object token) {
    CurfewStage pending = null;
    CurfewLater later = null;
    Object returned = result;
    try {
      if (token instanceof CurfewCall call && call.labelValues() instanceof CurfewLater of) {
        pending = CurfewStage.of(of, result);
        if (pending != null && of.begin(call, pending)) {
          later = of;
          returned = pending.returned();
        }
      }
    } catch (Throwable e) {
      suppressed(e);
    }
    end(token, later);
    return pending != null && later != null && goOn(later, pending) ? returned : result;
  }

  private static void end(@Nullable Object token, @Nullable CurfewLater later) {
    try {
      CurfewBridge.exit(token);
    } catch (RuntimeException timeout) {
      if (later != null) {
        later.finish(null);
      }
      throw timeout;
    } finally {
      forget(token);
    }
  }

  /** False when the result can't be listened to: the call has ended then. */
  private static boolean goOn(CurfewLater later, CurfewStage pending) {
    try {
      later.watch();
      pending.listen();
      return true;
    } catch (Throwable e) { // also of a stage that is not the JDK's
      later.finish(null);
      suppressed(e);
      return false;
    }
  }

  /** Ends a call whose body threw, as {@link CurfewBridge#exit(Object, Throwable)}. */
  public static void exit(@Nullable Object token, Throwable thrown) {
    try {
      CurfewBridge.exit(token, thrown);
    } finally {
      forget(token);
    }
  }

  /** A thread's line would hold what belongs to the application until another such call begins. */
  private static void forget(@Nullable Object token) {
    if (token instanceof CurfewCursor cursor) {
      cursor.prepare(0, null);
    }
  }

  private static void suppressed(Throwable e) {
    try {
      CurfewHooks.current().suppressed(e);
    } catch (Throwable again) {
      // The stack is at its end, or memory is: there is nobody to tell.
    }
  }
}
