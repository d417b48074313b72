package dev.curfew.engine;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The engine's clock with faults: it can jump, stand still, and fail in one of its callers. */
@SuppressWarnings("NonAtomicVolatileUpdate") // the test alone writes
final class FaultyClock extends EngineClock {
  private volatile long offset;
  private volatile long wallOffsetSeconds;
  private volatile Long standing;
  private volatile String failingCaller = "";

  @Override
  long now() {
    String caller = failingCaller; // read once: it may be taken back meanwhile
    if (!caller.isEmpty() && isCalledFrom(caller)) {
      throw new OutOfMemoryError("injected into " + caller);
    }
    Long still = standing;
    return (still == null ? super.now() : still) + offset;
  }

  private static boolean isCalledFrom(String caller) {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    f -> (f.getClassName() + "." + f.getMethodName()).endsWith(caller)));
  }

  @Override
  Instant wall(long time) {
    return super.wall(time).plusSeconds(wallOffsetSeconds);
  }

  /** From now on it fails wherever this method is on the stack: {@code Class.method}. */
  void failIn(String caller) {
    failingCaller = caller;
  }

  void work() {
    failingCaller = "";
  }

  void jump(long amount, TimeUnit unit) {
    offset += unit.toNanos(amount);
  }

  void moveWallClock(long amount, TimeUnit unit) {
    wallOffsetSeconds += unit.toSeconds(amount);
  }

  void standStill() {
    standing = super.now();
  }

  /** Goes on where it stood. */
  void goOn() {
    offset += standing - super.now();
    standing = null;
  }
}
