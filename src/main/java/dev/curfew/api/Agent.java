package dev.curfew.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way from the API to the agent: methods of a class that the agent has put into {@code
 * java.lang}, found by name, because without the agent it is not there. Any thread.
 */
final class Agent {
  /** Where the agent puts it, and where it is before the build relocates it: in unit tests. */
  private static final String[] BRIDGES = {
    "java.lang.CurfewBridge", "dev.curfew.bridge.CurfewBridge"
  };

  /** Sites of the API in the agent. */
  static final int CALL = 1;

  static final int OPEN = 2;

  /** The system property that a started agent sets. */
  private static final String STARTED = "curfew.version";

  private static volatile @Nullable Agent found;

  private final MethodHandle ask;
  private final MethodHandle open;
  private final MethodHandle close;

  private Agent(Class<?> bridge) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    ask =
        lookup.findStatic(
            bridge,
            "ask",
            MethodType.methodType(Object.class, String.class, Object.class, Object.class));
    open =
        lookup.findStatic(
            bridge, "open", MethodType.methodType(Object.class, int.class, Object.class));
    close =
        lookup.findStatic(
            bridge, "close", MethodType.methodType(void.class, Object.class, Throwable.class));
  }

  /** Null while no agent runs in this JVM. */
  static @Nullable Agent find() {
    Agent known = found;
    if (known == null && System.getProperty(STARTED) != null) {
      known = look();
      found = known;
    }
    return known != null && Boolean.TRUE.equals(known.ask("enforced", null, null)) ? known : null;
  }

  private static @Nullable Agent look() {
    for (String bridge : BRIDGES) {
      try {
        return new Agent(Class.forName(bridge));
      } catch (ReflectiveOperationException | LinkageError e) {
        // not here; of another version: as if it were not there
      }
    }
    return null;
  }

  @Nullable Object ask(String what, @Nullable Object target, @Nullable Object argument) {
    try {
      return (Object) ask.invokeExact(what, target, argument);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Null when this thread is exempt.
   *
   * @param timer without a thread, that the call is to be inside of; null: none
   */
  @Nullable Object open(int site, @Nullable Object timer, Map<String, @Nullable Object> options) {
    Object spec = ask("spec", timer, options);
    try {
      return spec == null ? null : (Object) open.invokeExact(site, spec);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Ends the call; throws its timeout as this copy of the API knows it. */
  void close(Object token, @Nullable Throwable thrown) {
    try {
      close.invokeExact(token, thrown);
    } catch (RuntimeException e) {
      throw Timeouts.isTimeout(e) ? own(e) : e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static RuntimeException own(RuntimeException timeout) {
    if (timeout instanceof TimeoutExceededException) {
      return timeout;
    }
    try {
      Object info = timeout.getClass().getMethod("info").invoke(timeout);
      Object map = info.getClass().getMethod("toMap").invoke(info);
      @SuppressWarnings("unchecked") // the other copy's
      Map<String, @Nullable Object> values = (Map<String, @Nullable Object>) map;
      return new TimeoutExceededException(
          String.valueOf(timeout.getMessage()), values, timeout.getCause());
    } catch (ReflectiveOperationException | ClassCastException e) {
      return timeout;
    }
  }

  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException r ? r : new IllegalStateException(e);
  }
}
