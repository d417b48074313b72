package dev.curfew.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What other threads want the watcher to do, in the order in which it came. */
final class Commands {
  /** How long operators wait for an answer. */
  static final long PATIENCE_MILLIS = 2_000;

  private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private @Nullable Runnable inHand;

  /** Any thread. */
  void add(Runnable command) {
    queue.add(command);
  }

  /** Any thread but the watcher's: waits for the answer, for so long at most. */
  <T> T ask(Supplier<T> question, T otherwise, Runnable wake, long patienceMillis) {
    Question<T> asked = new Question<>(question);
    queue.add(asked);
    wake.run();
    T answer = asked.await(patienceMillis);
    return answer == null ? otherwise : answer;
  }

  /** Watcher: a command that killed the watcher is not tried again. */
  void runAll() {
    inHand = null;
    while ((inHand = queue.poll()) != null) {
      inHand.run();
    }
  }

  private static final class Question<T> implements Runnable {
    private final Supplier<T> question;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile @Nullable T answer;
    private volatile boolean withdrawn;

    Question(Supplier<T> question) {
      this.question = question;
    }

    @Override
    public void run() {
      if (!withdrawn) {
        answer = question.get();
        answered.countDown();
      }
    }

    @Nullable T await(long millis) {
      boolean interrupted = false;
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      try {
        for (; ; ) {
          try {
            if (!answered.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
              withdrawn = true;
            }
            return answer;
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
