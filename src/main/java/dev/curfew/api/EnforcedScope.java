package dev.curfew.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A scope that the agent enforces. */
final class EnforcedScope extends EnforcedCall implements TimeoutScope {
  private final String name;
  private final TimeoutOptions options;
  private final Object token;
  private final Thread thread = Thread.currentThread();
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();
  private boolean completed;
  private volatile @Nullable TimeoutInfo end;

  EnforcedScope(Agent agent, Object handle, Object token, String name, TimeoutOptions options) {
    super(agent, handle);
    this.name = name;
    this.options = options;
    this.token = token;
  }

  @Override
  public void complete() {
    completed = true;
  }

  @Override
  public void close() {
    if (end != null) {
      return;
    }
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException("a scope is closed by the thread that opened it");
    }
    if (!handle.equals(agent.ask("current", null, null))) {
      throw new IllegalStateException("a scope that was opened inside this one is open");
    }
    if (!completed) {
      cancel(); // as its status; it ends right now
    }
    try {
      agent.close(token, null);
      end = ended(completed ? TimeoutStatus.COMPLETED : TimeoutStatus.CANCELLED);
    } catch (TimeoutExceededException e) {
      TimeoutInfo info = e.info();
      end = info == null ? ended(TimeoutStatus.TIMEOUT) : info;
      if (completed) {
        throw e; // else the body has thrown, and this would only be suppressed
      }
    }
  }

  private TimeoutInfo ended(TimeoutStatus status) {
    return new TimeoutInfo(
        name,
        name,
        options.timeout(),
        start,
        Instant.now(),
        status,
        options.grace(),
        Duration.ofNanos(System.nanoTime() - startNanos),
        null);
  }

  @Override
  TimeoutInfo afterTheEnd(@Nullable TimeoutInfo last) {
    TimeoutInfo known = end;
    if (known == null) {
      return super.afterTheEnd(last);
    }
    return last == null ? known : withPath(known, last.path());
  }

  private static TimeoutInfo withPath(TimeoutInfo i, String path) {
    return new TimeoutInfo(
        i.name(),
        path,
        i.timeout(),
        i.start(),
        i.end(),
        i.status(),
        i.grace(),
        i.elapsed(),
        i.remaining());
  }
}
