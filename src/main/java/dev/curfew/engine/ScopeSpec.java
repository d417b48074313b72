package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an application wants of a call that it opens itself. Immutable.
 *
 * @param rule made of it; operators know all calls of one name by the first one's rule
 * @param mode of this call; the rule is interrupted, whoever asked first
 * @param heartbeatNanos the longest silence; {@link Timer#NONE}: any
 * @param label empty: none
 * @param onTimeout told of the timeout as a map; null: nobody
 * @param detached of a timer without a thread; null: it has one
 * @param attachedTo the timer without a thread for which the call's thread works; null: none
 */
record ScopeSpec(
    Rule rule,
    Mode mode,
    long heartbeatNanos,
    String label,
    @Nullable Consumer<Map<String, @Nullable Object>> onTimeout,
    @Nullable Detached detached,
    @Nullable CurfewScope attachedTo) {

  /**
   * Reads what the API sends, whose copy may be another loader's: keys name, timeout, grace, warnAt
   * (0: never), mode, heartbeat, label, onTimeout; only the name is required.
   */
  @SuppressWarnings("unchecked") // the API's own
  static ScopeSpec of(Map<?, ?> wanted) {
    Duration grace = (Duration) wanted.get("grace");
    Double warnAt = (Double) wanted.get("warnAt");
    Duration heartbeat = (Duration) wanted.get("heartbeat");
    String label = (String) wanted.get("label");
    return new ScopeSpec(
        new Rule(
            String.valueOf(wanted.get("name")),
            List.of(),
            (Duration) wanted.get("timeout"),
            warnAt == null ? Double.valueOf(0.8) : warnAt == 0 ? null : warnAt,
            grace == null ? Duration.ofSeconds(30) : grace,
            Mode.INTERRUPT),
        mode(wanted.get("mode")),
        heartbeat == null ? Timer.NONE : heartbeat.toNanos(),
        label == null ? "" : label,
        (Consumer<Map<String, @Nullable Object>>) wanted.get("onTimeout"),
        null,
        null);
  }

  /** The same for a timer without a thread. */
  ScopeSpec with(Detached detached) {
    return new ScopeSpec(rule, mode, heartbeatNanos, label, onTimeout, detached, null);
  }

  /** The same for a thread's call inside a timer without one. */
  ScopeSpec inside(CurfewScope timer) {
    return new ScopeSpec(rule, mode, heartbeatNanos, label, onTimeout, null, timer);
  }

  /** A mode that a newer copy of the API knows is taken for the usual one. */
  private static Mode mode(@Nullable Object name) {
    return "OBSERVE".equals(name)
        ? Mode.OBSERVE
        : "FORCE".equals(name) ? Mode.FORCE : Mode.INTERRUPT;
  }

  /** The shortest time after which something is to be done. */
  long shortestNanos() {
    Duration timeout = rule.timeout();
    return Math.min(heartbeatNanos, timeout == null ? Timer.NONE : timeout.toNanos());
  }

  /** The spec of a call that an application opened; null: it is an entry method's. */
  static @Nullable ScopeSpec of(CurfewCall call, int site) {
    return site < ApiSites.FIRST_FREE && call.labelValues() instanceof ScopeSpec spec ? spec : null;
  }
}
