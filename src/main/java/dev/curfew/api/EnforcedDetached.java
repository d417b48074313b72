package dev.curfew.api;

import org.jspecify.annotations.Nullable;

/** A timer without a thread that the agent keeps. */
final class EnforcedDetached extends EnforcedCall implements SteeredTimer {
  private EnforcedDetached(Agent agent, Object handle) {
    super(agent, handle);
  }

  /**
   * Null when the agent does not answer.
   *
   * @param outer the timer around it; null: none
   */
  static @Nullable EnforcedDetached start(
      Agent agent, String name, TimeoutOptions options, @Nullable EnforcedDetached outer) {
    Object handle = agent.ask("start", outer == null ? null : outer.handle, options.toMap(name));
    return handle == null ? null : new EnforcedDetached(agent, handle);
  }

  @Override
  public TimeoutScope attach(String name, TimeoutOptions options) {
    Names.requirePlain(name);
    Object token = agent.open(Agent.OPEN, handle, options.toMap(name));
    Object scope = token == null ? null : agent.ask("handle", token, null);
    if (token == null || scope == null) {
      return LocalScope.open(name, options); // one of the agent's threads
    }
    if (!Boolean.TRUE.equals(agent.ask("attach", handle, token))) {
      agent.close(token, null);
      throw new IllegalStateException("the timer has ended: " + info());
    }
    return new EnforcedScope(agent, scope, token, name, options);
  }

  @Override
  public boolean end(TimeoutStatus status) {
    return Boolean.TRUE.equals(agent.ask("end", handle, status.name()));
  }

  @Override
  public boolean endWithParent() {
    return Boolean.TRUE.equals(agent.ask("endWithParent", handle, null));
  }
}
