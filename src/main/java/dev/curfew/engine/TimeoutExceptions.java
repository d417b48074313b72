package dev.curfew.engine;

import dev.curfew.api.CallRefusedException;
import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutInfo;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.config.LateResult;
import dev.curfew.config.Rule;
import dev.curfew.engine.Timer.Reason;
import dev.curfew.engine.Timer.Verdict;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exception that leaves a timed-out call: the class that the woven class's loader sees.
 */
final class TimeoutExceptions {
  private static final double NANOS_PER_SECOND = 1e9;

  private TimeoutExceptions() {}

  /**
   * On the owner's thread.
   *
   * @param thrown by the body; null: it returned
   * @return what leaves a call instead that was being stopped; null: it ends as its body did
   */
  static @Nullable RuntimeException ofEnded(Timer t, long now, @Nullable Throwable thrown) {
    Verdict verdict = t.verdict;
    return verdict == null || verdict.blamed() != t || mayReturn(t, thrown)
        ? null
        : of(t, verdict.reason(), now, thrown);
  }

  private static boolean mayReturn(Timer t, @Nullable Throwable thrown) {
    return thrown == null && t.limits.options().lateResult() == LateResult.RETURN;
  }

  /** On the owner's thread. */
  static RuntimeException of(Timer t, Reason reason, long now, @Nullable Throwable cause) {
    return create(t.site(), message(t, reason, now - t.stamp), info(t, now), cause);
  }

  /**
   * For those who wait for the result of a call.
   *
   * @param blamed whose time ran out: the call, or one around it
   */
  static RuntimeException ofResult(Timer t, Timer blamed, Reason reason, long now) {
    return create(t.site(), message(blamed, reason, now - blamed.stamp), info(blamed, now), null);
  }

  private static TimeoutInfo info(Timer t, long now) {
    long elapsed = now - t.stamp;
    return new TimeoutInfo(
        t.rule.rule.name(),
        t.path,
        t.timeout() == Timer.NONE ? null : Duration.ofNanos(t.timeout()),
        t.start,
        t.start.plusNanos(elapsed),
        TimeoutStatus.TIMEOUT,
        Duration.ofNanos(t.limits.grace()),
        Duration.ofNanos(elapsed),
        Duration.ZERO);
  }

  private static String message(Timer t, Reason reason, long elapsed) {
    StringBuilder s = new StringBuilder(160);
    s.append(t.site().className()).append('.').append(t.site().methodName());
    HeartbeatWatch silence = reason == Reason.HEARTBEAT ? t.heartbeat : null;
    if (silence != null) {
      s.append(" gave no heartbeat for ").append(seconds(silence.timeout));
      return s.append(": ").append(t.path).toString();
    }
    s.append(" ran out of time after ").append(seconds(elapsed));
    if (t.timeout() != Timer.NONE) {
      s.append(" (timeout ").append(seconds(t.timeout())).append(')');
    }
    return s.append(": ").append(t.path).toString();
  }

  private static String seconds(long nanos) {
    return Math.round(nanos / NANOS_PER_SECOND * 1000) / 1000.0 + " s";
  }

  /** For a call that a rule with too many abandoned ones does not let in. */
  static RuntimeException refusal(Site site) {
    Rule rule = site.rule();
    String message =
        site.className()
            + "."
            + site.methodName()
            + " is refused: "
            + rule.options().maxAbandoned()
            + " or more calls of rule '"
            + rule.name()
            + "' ran out of time and are still running";
    Class<?> seen = asSeenBy(site.loader(), CallRefusedException.class);
    if (seen != CallRefusedException.class) {
      try {
        return (RuntimeException) seen.getConstructor(String.class).newInstance(message);
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        // Of another version: the agent's own it is.
      }
    }
    return new CallRefusedException(message);
  }

  private static RuntimeException create(
      Site site, String message, TimeoutInfo info, @Nullable Throwable cause) {
    Class<?> seen = asSeenBy(site.loader(), TimeoutExceededException.class);
    if (seen != TimeoutExceededException.class) {
      try {
        return (RuntimeException)
            seen.getConstructor(String.class, Map.class, Throwable.class)
                .newInstance(message, info.toMap(), cause);
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        // Of another version: the agent's own it is.
      }
    }
    return new TimeoutExceededException(message, info.toMap(), cause);
  }

  /** The class of this name that the loader sees; the agent's own when it sees none. */
  private static Class<?> asSeenBy(@Nullable WeakReference<ClassLoader> reference, Class<?> own) {
    ClassLoader loader = reference == null ? null : reference.get();
    if (loader == null || loader == own.getClassLoader()) {
      return own;
    }
    try {
      return Class.forName(own.getName(), true, loader);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      // Not there, or the loader of an application that was stopped (Tomcat's throws
      // IllegalStateException).
      return own;
    }
  }
}
