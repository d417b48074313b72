package dev.curfew.manage;

/** Lets so many through at once, and so many more each second. Not thread-safe. */
final class RateLimit {
  private final int perSecond;
  private double room;
  private long filledAt;

  RateLimit(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    room = perSecond;
    filledAt = nowNanos;
  }

  boolean take(long nowNanos) {
    room = Math.min(perSecond, room + (nowNanos - filledAt) * 1e-9 * perSecond);
    filledAt = nowNanos;
    if (room < 1) {
      return false;
    }
    room--;
    return true;
  }
}
