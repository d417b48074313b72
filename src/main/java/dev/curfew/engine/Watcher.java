package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread that sees deadlines pass and alone changes timers, and its pace.
 *
 * <p>A call that is opened after a pass at time t can't be due before t + the shortest timeout. So
 * it is enough to come again within a fraction of that; nobody has to wake the watcher. The pause
 * grows when a scan of the lines is expensive, so that it takes at most 2 % of a core, and when
 * nothing is open.
 *
 * <p>All that it works on is in {@link Pass}: when the thread dies of an error, a successor goes on
 * with it.
 */
final class Watcher implements Runnable {
  /** One round of work; told apart from the thread, which may be replaced. */
  interface Pass {
    /**
     * Does what is to be done now.
     *
     * @return how long the scan of the lines took, if there was to be one, in nanoseconds
     */
    long run(boolean scanLines);

    /** True when no call is open and none was opened since the last pass. */
    boolean idle();

    /** When something that is known has to be looked at. */
    long nextLook();

    /** As {@link #nextLook}, for what only a scan of the lines can look at. */
    long nextLineLook();

    /** The whole process stood still between these instants. */
    void stalled(long from, long to);
  }

  private static final long MILLI = 1_000_000L;
  private static final long SHORTEST_PERIOD = 2 * MILLI;
  private static final long LONGEST_PERIOD = 10 * MILLI;
  private static final long LONGEST_IDLE_PERIOD = 100 * MILLI;
  private static final long IDLE_AFTER = 1_000 * MILLI;
  private static final long UNHEALTHY_AFTER = 2_000 * MILLI;
  private static final long REVIVAL_PAUSE = 100 * MILLI;
  private static final long STOP_MILLIS = 1_000;
  private static final int LINE_SCAN_SHARE = 50;

  /** Always believed: its share is no more than the longest period. */
  private static final long CHEAP_SCAN = LONGEST_PERIOD / LINE_SCAN_SHARE;

  /** Overslept by so much, while the process used next to no processor time: a stall. */
  private static final long STALL = 250 * MILLI;

  private static final int STALLED_CPU_SHARE = 10;

  private final Pass pass;
  private final EngineClock clock;
  private volatile long period;
  private volatile long idlePeriod;
  private volatile ProcessFacts facts = ProcessFacts.NONE;

  private volatile @Nullable Thread thread;
  private volatile boolean stopped;
  private volatile boolean dead;
  private volatile long lastPass;
  private volatile long scans;
  private volatile long pause;
  private volatile long lineScanCost;
  private volatile long successions;
  private volatile String lastFailure = "";
  private long lastLineScan;
  private long busyAt;

  Watcher(Pass pass, EngineClock clock, long shortestTimeout) {
    this.pass = pass;
    this.clock = clock;
    keepPaceWith(shortestTimeout);
    pause = period;
  }

  /** The pauses follow the shortest timeout. */
  final void keepPaceWith(long shortestTimeout) {
    period = Math.max(SHORTEST_PERIOD, Math.min(LONGEST_PERIOD, shortestTimeout / 50));
    idlePeriod = Math.max(period, Math.min(LONGEST_IDLE_PERIOD, shortestTimeout / 20));
  }

  /** From now on stalls are told from a watcher that alone is late. */
  void use(ProcessFacts facts) {
    this.facts = facts;
  }

  void start() {
    Thread t = new Thread(null, this, "curfew-watcher", 0, false);
    t.setDaemon(true);
    thread = t;
    t.start();
  }

  /**
   * Returns when the thread is gone, so that another engine may have the calls; within a second.
   */
  void stop() {
    stopped = true;
    Thread t = thread;
    if (t != null && t != Thread.currentThread()) {
      LockSupport.unpark(t);
      join(t);
    }
  }

  private static void join(Thread t) {
    try {
      t.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    CurfewBridge.exemptCurrentThread();
    try {
      while (!stopped && thread == Thread.currentThread()) {
        step();
      }
    } catch (Throwable e) {
      dead = true;
      succeed(e);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // the watcher's thread alone writes
  private void step() {
    long begin = clock.now();
    boolean scanLines = begin >= nextLineScan();
    long cost = pass.run(scanLines);
    long end = clock.now();
    if (scanLines) {
      lastLineScan = begin;
      lineScanCost = believed(lineScanCost, cost);
      scans++;
    }
    dead = false;
    lastPass = end;
    if (!pass.idle()) {
      busyAt = end;
    }
    long nanos = Math.min(begin + period(end), Math.min(pass.nextLook(), nextLineScan())) - end;
    if (nanos > 0) {
      sleep(end, nanos);
    }
  }

  /**
   * A scan looks dear when other threads, or a collection, held it up; were that believed at once,
   * calls that began since would be seen late, on a busy machine by a second and more. One that is
   * dear stays so, and is believed after a few scans.
   */
  static long believed(long before, long measured) {
    return Math.min(measured, Math.max(2 * before, CHEAP_SCAN));
  }

  private void sleep(long now, long nanos) {
    long cpu = facts.cpuNanos();
    LockSupport.parkNanos(nanos);
    Thread.interrupted(); // nobody should, but it would make every park return at once
    long awake = clock.now();
    long overslept = awake - now - nanos;
    if (overslept > STALL
        && cpu != ProcessFacts.UNKNOWN
        && facts.cpuNanos() - cpu < overslept / STALLED_CPU_SHARE) {
      pass.stalled(awake - overslept, awake);
    }
  }

  /** The longest pause between two passes. */
  private long period(long now) {
    long idle = now - busyAt;
    if (idle < IDLE_AFTER) {
      pause = period;
    } else {
      pause = Math.min(idlePeriod, pause * 2);
    }
    return pause;
  }

  private long nextLineScan() {
    long cost = lineScanCost;
    long paced = lastLineScan + Math.max(pause, LINE_SCAN_SHARE * cost);
    // A deadline that is known is worth an extra scan, within a bound.
    long early = Math.max(pass.nextLineLook(), lastLineScan + LINE_SCAN_SHARE / 8 * cost);
    return Math.min(paced, early);
  }

  /** Starts another thread in place of one that died; goes on itself when none can be had. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // by the watcher's thread, or when there is none
  private void succeed(Throwable cause) {
    if (thread != Thread.currentThread()) {
      return;
    }
    try {
      lastFailure = cause.toString();
    } catch (Throwable e) {
      lastFailure = cause.getClass().getName();
    }
    successions++;
    LockSupport.parkNanos(REVIVAL_PAUSE);
    try {
      start();
    } catch (Throwable e) {
      thread = Thread.currentThread();
      run();
    }
  }

  /** Replaces a thread that has ended without a successor. Any thread. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // by the watcher's thread, or when there is none
  synchronized void guard() {
    Thread t = thread;
    if (!stopped && t != null && !t.isAlive() && t.getState() == Thread.State.TERMINATED) {
      successions++;
      start();
    }
  }

  boolean isHealthy() {
    Thread t = thread;
    return !dead && t != null && t.isAlive() && clock.now() - lastPass < UNHEALTHY_AFTER;
  }

  long scans() {
    return scans;
  }

  long pause() {
    return pause;
  }

  long lastScanCost() {
    return lineScanCost;
  }

  long successions() {
    return successions;
  }

  String lastFailure() {
    return lastFailure;
  }
}
