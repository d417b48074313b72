package dev.curfew.enforce;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.engine.Enforcement;
import dev.curfew.engine.Site;
import dev.curfew.engine.Timer;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The threads that act. {@link Thread#interrupt()} may block for ever, so one stuck act must not
 * delay another: an enforcer that takes an act and leaves no idle one behind starts one first.
 *
 * <p>The first ones are started with the agent, for the day when no thread can be made. No JDK
 * executor: its methods may be woven themselves.
 */
public final class Enforcers implements Enforcement {
  /** So many at most; acts beyond wait until one is free. */
  static final int LIMIT = 64;

  private static final int STARTED_EARLY = 2;
  private static final long GUARD_SECONDS = 1;

  private enum Kind {
    WARN,
    INTERRUPT,
    ABANDON
  }

  private record Act(Kind kind, Timer timer) {}

  private final Outcomes outcomes;
  private final StackEvidence evidence;
  private final ThreadFactory threads;
  private final LinkedBlockingQueue<Act> acts = new LinkedBlockingQueue<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();

  /**
   * Starts the first enforcers.
   *
   * @param sites finds the site of an id
   */
  public Enforcers(Outcomes outcomes, IntFunction<@Nullable Site> sites) {
    this(outcomes, sites, new MakeThreads());
  }

  Enforcers(Outcomes outcomes, IntFunction<@Nullable Site> sites, ThreadFactory threads) {
    this.outcomes = outcomes;
    this.threads = threads;
    evidence = new StackEvidence(sites);
    for (int i = 0; i < STARTED_EARLY; i++) {
      startAnother();
    }
  }

  @Override
  public void warn(Timer timer) {
    acts.add(new Act(Kind.WARN, timer));
  }

  @Override
  public void interrupt(Timer timer) {
    acts.add(new Act(Kind.INTERRUPT, timer));
  }

  @Override
  public void abandon(Timer timer) {
    acts.add(new Act(Kind.ABANDON, timer));
  }

  @Override
  public int busy() {
    return Math.max(0, started.get() - idle.get());
  }

  private void startAnother() {
    if (started.incrementAndGet() > LIMIT) {
      started.decrementAndGet();
      return;
    }
    idle.incrementAndGet();
    try {
      threads.newThread(new Enforcer()).start();
    } catch (Throwable e) { // OutOfMemoryError: unable to create native thread
      idle.decrementAndGet();
      started.decrementAndGet();
    }
  }

  /** A named class: a lambda would cost start-up time. */
  private static final class MakeThreads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable body) {
      Thread t = new Thread(null, body, "curfew-enforcer", 0, false);
      t.setDaemon(true);
      return t;
    }
  }

  /** A named class: a lambda would cost start-up time. */
  private final class Enforcer implements Runnable {
    @Override
    public void run() {
      CurfewBridge.exemptCurrentThread();
      while (true) {
        try {
          next();
        } catch (Throwable e) {
          // An act that fails must not cost the enforcer; the call's grace goes on.
        }
      }
    }

    private void next() throws InterruptedException {
      Act act = acts.poll(GUARD_SECONDS, TimeUnit.SECONDS);
      if (act == null) {
        outcomes.guardWatcher();
        return;
      }
      if (idle.decrementAndGet() == 0) {
        startAnother();
      }
      try {
        perform(act);
      } finally {
        idle.incrementAndGet();
      }
    }
  }

  private void perform(Act act) {
    Timer timer = act.timer();
    switch (act.kind()) {
      case WARN -> outcomes.warned(timer, timer.thread().getStackTrace());
      case ABANDON -> outcomes.abandoned(timer, timer.thread().getStackTrace());
      case INTERRUPT -> interrupt(timer, evidence.of(timer));
    }
  }

  private void interrupt(Timer timer, StackEvidence.Evidence evidence) {
    switch (evidence.finding()) {
      case CHANGING -> outcomes.busy(timer);
      case ON_STACK -> interrupt(timer, evidence.stack());
      case GONE -> {
        if (timer.call().dropLost(timer.word())) {
          outcomes.lost(timer);
        } else {
          outcomes.ended(timer, evidence.stack());
        }
      }
    }
  }

  private void interrupt(Timer timer, StackTraceElement[] stack) {
    CurfewCall.@Nullable Delivery delivery = null;
    try {
      delivery = timer.call().interrupt(timer.owner(), timer.thread(), timer.word());
    } finally {
      report(timer, delivery, stack);
    }
  }

  private void report(
      Timer timer, CurfewCall.@Nullable Delivery delivery, StackTraceElement[] stack) {
    if (delivery == CurfewCall.Delivery.BUSY) {
      outcomes.busy(timer);
    } else if (delivery == CurfewCall.Delivery.ENDED) {
      outcomes.ended(timer, stack);
    } else {
      outcomes.delivered(timer, stack); // also when interrupt() threw: the flag is set by then
    }
  }
}
