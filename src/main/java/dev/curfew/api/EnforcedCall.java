package dev.curfew.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that the agent knows, whoever opened it. */
class EnforcedCall implements TimedCall {
  final Agent agent;
  final Object handle;
  private volatile @Nullable TimeoutInfo last;

  EnforcedCall(Agent agent, Object handle) {
    this.agent = agent;
    this.handle = handle;
  }

  @Override
  public TimeoutInfo info() {
    TimeoutInfo now = look();
    return now == null ? afterTheEnd(last) : now;
  }

  /** Null when the call has ended. */
  @SuppressWarnings("unchecked") // the agent's
  private @Nullable TimeoutInfo look() {
    Object info = agent.ask("info", handle, null);
    if (info == null) {
      return null;
    }
    TimeoutInfo seen = TimeoutInfo.fromMap((Map<String, @Nullable Object>) info);
    last = seen;
    return seen;
  }

  /**
   * What is known of the call when it has ended.
   *
   * @param last as it was seen last; null: nobody looked
   */
  TimeoutInfo afterTheEnd(@Nullable TimeoutInfo last) {
    if (last == null) {
      throw new IllegalStateException("the call ended before anybody asked about it");
    }
    return last;
  }

  @Override
  public Optional<Duration> remaining() {
    return Optional.ofNullable(info().remaining());
  }

  @Override
  public boolean isTimedOut() {
    return info().timedOut();
  }

  private boolean done(String what, @Nullable Object argument) {
    return Boolean.TRUE.equals(agent.ask(what, handle, argument));
  }

  @Override
  public boolean extend(Duration more) {
    return done("extend", more.toNanos());
  }

  @Override
  public boolean shorten(Duration atMost) {
    return done("shorten", Math.max(0, atMost.toNanos()));
  }

  @Override
  public boolean cancel() {
    return done("cancel", null);
  }

  @Override
  public boolean heartbeat() {
    return done("heartbeat", null);
  }

  @Override
  public boolean heartbeat(Map<String, ?> details) {
    return done("heartbeat", Data.copy(details));
  }

  @Override
  public boolean put(String key, Object value) {
    return done("put", Map.of(key, Data.copy(value)));
  }

  @Override
  public boolean partialResult(Supplier<?> supplier) {
    Supplier<Object> copying = () -> Data.copy(supplier.get());
    return done("partialResult", copying);
  }

  @Override
  public Shield shield(Duration atMost) {
    Object shield =
        agent.ask("shield", handle, TimeoutOptions.positive("shield", atMost).toNanos());
    return new HeldShield(
        shield != null,
        () -> {
          if (shield != null) {
            agent.ask("unshield", handle, shield);
          }
        });
  }

  @Override
  public boolean onTimeout(Consumer<TimeoutInfo> handler) {
    return done("onTimeout", TimeoutOptions.reading(handler));
  }
}
