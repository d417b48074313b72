package dev.curfew.engine;

import dev.curfew.bridge.CurfewOwner;

/**
 * The heartbeats of one call. The thread counts them without a clock, so the watcher comes by often
 * enough to say when the last one was: never too early, and late by its period at most. Watcher
 * only.
 */
final class HeartbeatWatch {
  private static final long SHORTEST_PERIOD = 10_000_000L;
  private static final long LONGEST_PERIOD = 1_000_000_000L;
  private static final int LOOKS = 20;

  final long timeout;
  private final CurfewOwner owner;
  private final int number;
  private final long period;
  private long count;
  private long last;
  private long looked;

  /**
   * @param timeout the longest silence, in nanoseconds
   * @param number of the rule's heartbeat in the bridge
   */
  HeartbeatWatch(long timeout, CurfewOwner owner, int number, long now) {
    this.timeout = timeout;
    period = period(timeout);
    this.owner = owner;
    this.number = number;
    count = owner.heartbeats(number);
    last = now;
    looked = now;
  }

  /** How often to look. */
  static long period(long timeout) {
    return Math.max(SHORTEST_PERIOD, Math.min(LONGEST_PERIOD, timeout / LOOKS));
  }

  void look(long now) {
    long seen = owner.heartbeats(number);
    looked = now;
    if (seen != count) {
      count = seen;
      last = now;
    }
  }

  /** The application has given one by the API. */
  void beat(long now) {
    last = Math.max(last, now);
  }

  /** When the last heartbeat was noticed, or the call was first looked at. */
  long last() {
    return last;
  }

  long nextLook() {
    return looked + period;
  }
}
