package dev.curfew.enforce;

import dev.curfew.engine.Enforcement;
import dev.curfew.engine.Site;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Enforcers in a process that can make only so many more threads. */
public final class FewThreads implements ThreadFactory {
  private final AtomicInteger left;
  private final AtomicInteger refused = new AtomicInteger();

  /** Of these many threads can be started, until {@link #more}. */
  public FewThreads(int left) {
    this.left = new AtomicInteger(left);
  }

  /** The enforcers. */
  public Enforcement enforcers(Enforcement.Outcomes outcomes, IntFunction<Site> sites) {
    return new Enforcers(outcomes, sites, List::of, new Stacks(), this);
  }

  /** So many more threads can be made. */
  public void more(int threads) {
    left.addAndGet(threads);
  }

  /** How many threads could not be made. */
  public int refused() {
    return refused.get();
  }

  @Override
  public Thread newThread(Runnable body) {
    if (left.getAndDecrement() <= 0) {
      left.incrementAndGet();
      refused.incrementAndGet();
      throw new OutOfMemoryError("unable to create native thread: injected");
    }
    Thread t = new Thread(body, "curfew-enforcer");
    t.setDaemon(true);
    return t;
  }
}
