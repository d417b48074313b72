package dev.curfew.manage;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.StatusListener;
import dev.curfew.engine.Timer;
import dev.curfew.engine.TimerReport;
import dev.curfew.engine.TimerView;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event of the JDK's flight recorder for each change of status. Nothing is done, and the
 * event's class is not loaded, before somebody has started a recording. On a thread of its own,
 * because a stack is taken for it, which may have to wait for the call's thread. For a JVM that has
 * the module jdk.jfr. Any thread.
 */
public final class StatusEvents implements StatusListener, AutoCloseable {
  private static final int QUEUE = 10_000;
  private static final int FRAMES = 64;

  private record Change(Timer timer, TimeoutStatus before, TimerReport report) {}

  private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>(QUEUE);
  private final ThreadFactory threads;
  private @Nullable Thread writer;

  /**
   * @param threads makes threads of our own, exempt from timing
   * @throws LinkageError in a JVM without the module
   */
  public StatusEvents(ThreadFactory threads) {
    this.threads = threads;
    boolean unused = isWanted(); // a missing module is found out here, not on the watcher's thread
  }

  @Override
  public boolean isWanted() {
    return FlightRecorder.isInitialized();
  }

  @Override
  public void changed(Timer timer, TimeoutStatus before, TimerReport report) {
    if (changes.offer(new Change(timer, before, report))) { // else there are too many to be read
      startWriter();
    }
  }

  private synchronized void startWriter() {
    if (writer == null) {
      writer = threads.newThread(this::write);
      writer.setName("curfew-events");
      writer.setDaemon(true);
      writer.start();
    }
  }

  private void write() {
    try {
      while (true) {
        write(changes.take());
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private static void write(Change change) {
    TimeoutStatusEvent event = new TimeoutStatusEvent();
    if (!event.isEnabled()) {
      return;
    }
    TimerReport r = change.report();
    event.id = r.id();
    event.rule = r.rule();
    event.label = r.label();
    event.path = r.path();
    event.before = change.before().name();
    event.status = r.status().name();
    event.reason = r.reason();
    event.timeout = r.timeoutNanos() == TimerView.NONE ? 0 : r.timeoutNanos();
    event.elapsed = r.elapsedNanos();
    event.callThread = change.timer().thread();
    event.callStack = stack(change);
    event.commit();
  }

  /** Taken at expiry, if it was; else now, if the call still runs. */
  private static String stack(Change change) {
    List<StackTraceElement> atExpiry = change.report().stackAtExpiry();
    TimeoutStatus status = change.report().status();
    if (atExpiry != null && status != TimeoutStatus.ABANDONED) {
      return text(atExpiry);
    }
    List<StackTraceElement> now = List.of(change.timer().thread().getStackTrace());
    return change.timer().isLive() ? text(now) : "";
  }

  private static String text(List<StackTraceElement> stack) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement frame : stack.subList(0, Math.min(FRAMES, stack.size()))) {
      text.append(text.length() == 0 ? "" : "\n").append(frame);
    }
    return text.toString();
  }

  /** No event is written any more. */
  @Override
  public synchronized void close() {
    if (writer != null) {
      writer.interrupt();
    }
  }
}
