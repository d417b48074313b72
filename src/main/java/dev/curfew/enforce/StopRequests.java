package dev.curfew.enforce;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCheckpoint;
import dev.curfew.bridge.CurfewEntryFrame;
import dev.curfew.bridge.CurfewStopRequest;
import dev.curfew.engine.Site;
import dev.curfew.engine.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks for stops at checkpoints, and puts checkpoints to rest when none was asked for in a while:
 * code that they had slowed down is compiled again then, which is not to be done for each call. Any
 * thread.
 */
public final class StopRequests {
  /** The word of both means for what has been done. */
  static final String THROWN = "stop thrown at a checkpoint";

  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long LOOK_NANOS = 1_000_000;

  private final Callable<?> bridge;
  private final Runnable whenQuiet;
  private final long quietNanos;

  /** Null: there is no JDBC in this JVM. */
  private final @Nullable Class<?> statements = Means.classOfStatements();

  /** By the timer's id. */
  private final Map<Long, CurfewStopRequest> live = new HashMap<>();

  private boolean ready;
  private boolean waiting;
  private long lastUse;

  /**
   * @param bridge makes sure that the bridge's checkpoints are defined
   * @param whenQuiet run on a thread of its own when no stop was asked for in a minute, each time
   *     anew
   */
  public StopRequests(Callable<?> bridge, Runnable whenQuiet) {
    this(bridge, whenQuiet, QUIET_NANOS);
  }

  /**
   * As the other one, with a quiet time of one's own.
   *
   * @param quietNanos after the last use
   */
  public StopRequests(Callable<?> bridge, Runnable whenQuiet, long quietNanos) {
    this.bridge = bridge;
    this.whenQuiet = whenQuiet;
    this.quietNanos = quietNanos;
  }

  private void prepare() throws Exception {
    if (!ready) {
      bridge.call();
      if (statements != null) {
        CurfewCheckpoint.spare(statements);
      }
      ready = true;
    }
  }

  /** True while a database of this JVM, perhaps, works for the call: others share it. */
  boolean isInStatement(Timer timer) {
    return statements != null && !Uses.of(timer, statements).isEmpty();
  }

  /**
   * Asks for the end of the call; once for each, however often it is called.
   *
   * @return null when the call has ended, or is to end with one around it
   * @throws Exception when the bridge can't be defined
   */
  synchronized @Nullable CurfewStopRequest of(Timer timer) throws Exception {
    CurfewStopRequest known = live.get(timer.id());
    if (known != null || !timer.isLive()) {
      return known;
    }
    prepare();
    CurfewStopRequest request =
        CurfewCheckpoint.ask(timer.owner(), timer.call(), timer.word(), entry(timer.site()));
    if (request != null) {
      live.put(timer.id(), request);
      use();
    }
    return request;
  }

  private static @Nullable CurfewEntryFrame entry(Site site) {
    return site.descriptor().isEmpty() // a scope of the application's own
        ? null
        : new CurfewEntryFrame(site.className(), site.methodName(), site.descriptor());
  }

  /** Waits until a stop is thrown or the call has ended, for at most so long. */
  void awaitStop(Timer timer, CurfewStopRequest request, long nanos) {
    int before = request.thrown();
    long begin = System.nanoTime();
    while (request.thrown() == before && timer.isLive() && System.nanoTime() - begin < nanos) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** What has been done to a call that has ended. */
  synchronized List<String> lastWord(Timer timer) {
    CurfewStopRequest request = live.get(timer.id());
    return request == null || request.thrown() == 0 ? List.of() : List.of(THROWN);
  }

  /** The call has ended. */
  synchronized void ended(Timer timer) {
    CurfewStopRequest request = live.remove(timer.id());
    if (request != null) {
      CurfewCheckpoint.end(request);
      use();
    }
  }

  /** As if all calls had ended. */
  public synchronized void endAll() {
    for (CurfewStopRequest request : live.values()) {
      CurfewCheckpoint.end(request);
    }
    live.clear();
    lastUse = System.nanoTime() - quietNanos;
    notifyAll();
  }

  private void use() {
    lastUse = System.nanoTime();
    if (!waiting) {
      waiting = true;
      try {
        Thread t = new Thread(null, this::rest, "curfew-checkpoints", 0, false);
        t.setDaemon(true);
        t.start();
      } catch (Throwable e) { // no thread can be made: they stay awake until the next use
        waiting = false;
      }
    }
  }

  /** Waits for a quiet time, ends with it. */
  private void rest() {
    CurfewBridge.exemptCurrentThread();
    try {
      awaitQuiet();
    } catch (InterruptedException e) {
      // Ours alone: nobody does that.
    }
    whenQuiet.run();
  }

  private synchronized void awaitQuiet() throws InterruptedException {
    try {
      long left = quietNanos;
      while (left > 0 || !live.isEmpty()) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        left = quietNanos - (System.nanoTime() - lastUse);
        if (!live.isEmpty()) {
          left = quietNanos;
        }
      }
    } finally {
      waiting = false;
      CurfewCheckpoint.rest();
    }
  }
}
