package dev.curfew.engine;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutInfo;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.Timer.Reason;
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

  /** On the owner's thread. */
  static RuntimeException of(Timer t, Reason reason, long now, @Nullable Throwable cause) {
    long elapsed = now - t.stamp;
    TimeoutInfo info =
        new TimeoutInfo(
            t.rule.rule.name(),
            t.path,
            t.timeout() == Timer.NONE ? null : Duration.ofNanos(t.timeout()),
            t.start,
            t.start.plusNanos(elapsed),
            TimeoutStatus.TIMEOUT,
            Duration.ofNanos(t.limits.grace()),
            Duration.ofNanos(elapsed),
            Duration.ZERO);
    return create(t.site(), message(t, reason, elapsed), info, cause);
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

  private static RuntimeException create(
      Site site, String message, TimeoutInfo info, @Nullable Throwable cause) {
    WeakReference<ClassLoader> reference = site.loader();
    ClassLoader loader = reference == null ? null : reference.get();
    if (loader != null && loader != TimeoutExceededException.class.getClassLoader()) {
      try {
        Class<?> seen = Class.forName(TimeoutExceededException.class.getName(), true, loader);
        if (seen != TimeoutExceededException.class) {
          return (RuntimeException)
              seen.getConstructor(String.class, Map.class, Throwable.class)
                  .newInstance(message, info.toMap(), cause);
        }
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        // Not there, of another version, or the loader of an application that was stopped (Tomcat's
        // throws IllegalStateException): the agent's own it is.
      }
    }
    return new TimeoutExceededException(message, info.toMap(), cause);
  }
}
