package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewFollow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A pool that does by hand what the JDK's do once they are woven. */
class FollowingPool implements AutoCloseable {
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /** How often a thread had its flag set, or a call open, when it came for a task. */
  final AtomicInteger unclean = new AtomicInteger();

  FollowingPool(int size) {
    this(size, Thread::new);
  }

  /**
   * @param made makes the threads
   */
  FollowingPool(int size, Function<Runnable, Thread> made) {
    for (int i = 0; i < size; i++) {
      Thread thread = made.apply(this::work);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  void execute(Runnable task) {
    CurfewFollow.submitted(task);
    queue.add(task);
  }

  private void work() {
    while (!closed) {
      Runnable task = next();
      if (task != null) {
        run(task);
      }
      if (Thread.interrupted() || CurfewBridge.innermostOpen() != null) {
        unclean.incrementAndGet();
      }
    }
  }

  void run(Runnable task) {
    CurfewFollow.run(task);
  }

  private Runnable next() {
    for (; ; ) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        if (closed) {
          return () -> {};
        }
        unclean.incrementAndGet();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
