package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.config.Mode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the API, whose copy may be another class loader's: so only types of the JDK go through.
 * On the application's threads; what concerns a timer is done by the watcher.
 */
final class ApiDoor {
  /** What an application put on a call may be so large, in characters of its text. */
  private static final int DATA_LIMIT = 64 * 1024;

  private static final String APPLICATION = "application";

  /** Heartbeats of a call are recorded no more often, in nanoseconds. */
  private static final long RECORD_EVERY = 1_000_000_000L;

  /** One call, also when its place has been taken by another one since. */
  private record Handle(CurfewCall call, long word) {
    static Handle of(CurfewCall call) {
      return new Handle(call, CurfewWord.in(CurfewWord.OPEN, call.word()));
    }
  }

  private final Engine engine;
  private final DetachedTimers detached;
  private final ApiForce force;

  ApiDoor(Engine engine) {
    this.engine = engine;
    detached = new DetachedTimers(engine);
    force = new ApiForce(engine);
  }

  @Nullable Object ask(String what, @Nullable Object target, @Nullable Object argument) {
    return switch (what) {
      case "enforced" -> engine.isRunning();
      case "spec" -> argument instanceof Map<?, ?> wanted ? spec(target, wanted) : null;
      case "start" ->
          argument instanceof Map<?, ?> wanted
              ? Handle.of(detached.start(spec(wanted), scope(target)))
              : null;
      case "attach" -> DetachedTimers.attach(scope(target), argument);
      case "handle" -> target instanceof CurfewCall call ? Handle.of(call) : null;
      case "current" -> current();
      default -> target instanceof Handle handle ? of(handle, what, argument) : null;
    };
  }

  /**
   * @param timer without a thread, that the call is to be inside of; null: none
   */
  private ScopeSpec spec(@Nullable Object timer, Map<?, ?> wanted) {
    CurfewScope attachedTo = scope(timer);
    ScopeSpec spec = spec(wanted);
    return attachedTo == null ? spec : spec.inside(attachedTo);
  }

  private ScopeSpec spec(Map<?, ?> wanted) {
    ScopeSpec spec = ScopeSpec.of(wanted);
    engine.counts().opened(spec.rule().name());
    if (spec.mode() == Mode.FORCE) {
      force.bringIn(spec.rule());
    }
    if (engine.rules().isShortestAsked(spec.shortestNanos())) {
      engine.commands().add(() -> engine.watcher().keepPaceWith(engine.rules().shortestTimeout()));
      engine.watcher().wake(); // it may be sleeping for longer than that
    }
    return spec;
  }

  private static @Nullable CurfewScope scope(@Nullable Object handle) {
    return handle instanceof Handle h && h.call instanceof CurfewScope scope ? scope : null;
  }

  private @Nullable Object of(Handle handle, String what, @Nullable Object argument) {
    CurfewScope scope = scope(handle);
    if (scope != null && Detached.of(scope) != null) {
      if (what.equals("end")) {
        return detached.end(scope, "COMPLETED".equals(argument) ? null : APPLICATION);
      }
      if (what.equals("endWithParent")) {
        return detached.end(scope, "parent");
      }
      if (what.equals("info")) {
        return detached.info(scope);
      }
    }
    return ofTimer(handle, t -> ofTimer(what, t, argument));
  }

  private static @Nullable Object current() {
    CurfewCall call = CurfewBridge.innermostOpen();
    return call == null ? null : Handle.of(call);
  }

  /** Null when the call has ended. */
  private @Nullable Object ofTimer(Handle handle, Function<Timer, @Nullable Object> question) {
    return engine.answer(
        () -> {
          long word = handle.call.word();
          Timer t =
              CurfewWord.sameCall(word, handle.word) ? engine.timers().of(handle.call, word) : null;
          return t == null ? null : question.apply(t);
        });
  }

  private @Nullable Object ofTimer(String what, Timer t, @Nullable Object argument) {
    return switch (what) {
      case "info" -> Reports.info(t, engine.clock());
      case "extend" -> mayChange(t) && argument instanceof Long nanos && extended(t, nanos);
      case "shorten" -> mayChange(t) && argument instanceof Long nanos && shortened(t, nanos);
      case "cancel" -> mayChange(t) && cancelled(t);
      case "heartbeat" -> beat(t, argument);
      case "shield" -> argument instanceof Long nanos ? shielded(t, nanos) : null;
      case "unshield" -> argument instanceof Timer.Shield shield && unshielded(t, shield);
      case "put" -> argument instanceof Map<?, ?> data && put(t, data);
      case "partialResult" -> supplies(t, argument);
      case "onTimeout" -> handles(t, argument);
      default -> null;
    };
  }

  private static boolean mayChange(Timer t) {
    return t.verdict == null && t.cancelledBy == null;
  }

  private boolean extended(Timer t, long nanos) {
    if (t.timeout() == Timer.NONE) {
      return false;
    }
    engine.deadlines().extend(t, nanos, Origin.of(APPLICATION));
    return true;
  }

  private boolean shortened(Timer t, long nanos) {
    engine.deadlines().shorten(t, nanos);
    return true;
  }

  private boolean cancelled(Timer t) {
    engine.deadlines().cancel(t, APPLICATION, Origin.of(APPLICATION));
    return true;
  }

  /** The thread is one: an interrupt for a call around this one would hit this one's work. */
  private Timer.@Nullable Shield shielded(Timer t, long nanos) {
    for (Timer outer = t; outer != null; outer = outer.parent) {
      if (outer.verdict != null) {
        return null;
      }
    }
    Timer.Shield shield = new Timer.Shield(engine.clock().now() + nanos);
    for (Timer outer = t; outer != null; outer = outer.parent) {
      outer.shields.add(shield);
    }
    return shield;
  }

  private static boolean unshielded(Timer t, Timer.Shield shield) {
    for (Timer outer = t; outer != null; outer = outer.parent) {
      outer.shields.remove(shield);
    }
    return true;
  }

  private Object beat(Timer t, @Nullable Object details) {
    if (t.heartbeat != null) {
      t.heartbeat.beat(engine.clock().now());
    }
    if (details instanceof Map<?, ?> map) {
      t.lastHeartbeat = copy(map);
      record(t);
    }
    return true;
  }

  /**
   * So that the details outlive a JVM that is killed; a loop that gives many costs one a second.
   */
  private void record(Timer t) {
    long now = engine.clock().now();
    if (t.heartbeatRecordedAt == Timer.NONE || now - t.heartbeatRecordedAt >= RECORD_EVERY) {
      t.heartbeatRecordedAt = now;
      engine.listener().heartbeat(Reports.of(t, engine.clock()));
    }
  }

  private static boolean put(Timer t, Map<?, ?> data) {
    Map<String, Object> together = new LinkedHashMap<>(t.data);
    together.putAll(copy(data));
    if (together.toString().length() > DATA_LIMIT) {
      return false;
    }
    t.data.putAll(together);
    return true;
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  private static Object supplies(Timer t, @Nullable Object supplier) {
    t.partialResult = (Supplier<?>) supplier;
    return true;
  }

  @SuppressWarnings("unchecked") // the API's own
  private Object handles(Timer t, @Nullable Object handler) {
    if (handler instanceof Consumer<?> consumer) {
      t.handlers.add((Consumer<Map<String, @Nullable Object>>) consumer);
    }
    return true;
  }
}
