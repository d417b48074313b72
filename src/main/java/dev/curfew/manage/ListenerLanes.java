package dev.curfew.manage;

import java.util.IdentityHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread for each receiver, so that one that hangs keeps none of the others waiting. A thread
 * ends when there is nothing to do for a while. What a receiver can't take in time is left out and
 * counted. Thread-safe.
 */
final class ListenerLanes {
  /** Receivers beyond so many share the last thread. */
  private static final int LANES = 16;

  private static final int QUEUE = 1_000;
  private static final long IDLE_SECONDS = 10;

  private final ThreadFactory threads;
  private final Runnable leftOut;
  private final IdentityHashMap<Object, Lane> lanes = new IdentityHashMap<>();
  private final Lane shared = new Lane();

  /**
   * @param leftOut run for each delivery that is left out
   */
  ListenerLanes(ThreadFactory threads, Runnable leftOut) {
    this.threads = threads;
    this.leftOut = leftOut;
  }

  /** Delivers on the receiver's thread, in the order in which this was called. */
  void deliver(Object receiver, Runnable delivery) {
    if (!lane(receiver).offer(delivery)) {
      leftOut.run();
    }
  }

  /** There will be nothing more for this receiver. */
  synchronized void forget(Object receiver) {
    lanes.remove(receiver);
  }

  private synchronized Lane lane(Object receiver) {
    Lane known = lanes.get(receiver);
    if (known != null) {
      return known;
    }
    Lane lane = lanes.size() < LANES - 1 ? new Lane() : shared;
    lanes.put(receiver, lane);
    return lane;
  }

  private final class Lane implements Runnable {
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(QUEUE);
    private boolean running;

    /** The lock orders a delivery against the thread's end: what is taken is delivered. */
    synchronized boolean offer(Runnable delivery) {
      boolean taken = queue.offer(delivery);
      if (taken && !running) {
        Thread thread = threads.newThread(this);
        thread.setName("curfew-notification-listener");
        thread.setDaemon(true);
        thread.start();
        running = true;
      }
      return taken;
    }

    @Override
    public void run() {
      while (true) {
        Runnable delivery = next();
        if (delivery != null) {
          deliver(delivery);
        } else if (mayEnd()) {
          return;
        }
      }
    }

    private @Nullable Runnable next() {
      try {
        return queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        return null; // by a receiver; what is queued is still to be delivered
      }
    }

    private void deliver(Runnable delivery) {
      try {
        delivery.run();
      } catch (Throwable e) {
        leftOut.run(); // the receiver failed
      }
    }

    private synchronized boolean mayEnd() {
      running = !queue.isEmpty();
      return !running;
    }
  }
}
