package dev.curfew.enforce;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.engine.Enforcement;
import dev.curfew.engine.Site;
import dev.curfew.engine.Timer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
  private static final StackTraceElement[] NO_STACK = {};

  private enum Kind {
    WARN,
    INTERRUPT,
    FORCE,
    LAST_WORD,
    ENDED,
    ABANDON
  }

  /** A named class: a first lambda would cost a first interrupt its time. */
  private final class Act implements Runnable {
    private final Kind kind;
    private final Timer timer;

    Act(Kind kind, Timer timer) {
      this.kind = kind;
      this.timer = timer;
    }

    @Override
    public void run() {
      Thread thread = timer.threadIfAny();
      if (thread == null) {
        actOnNobody(kind, timer);
        return;
      }
      switch (kind) {
        case WARN -> outcomes.warned(timer, stacks.of(thread));
        case INTERRUPT -> interrupt(timer, evidence.of(timer));
        case FORCE -> forceOnce(timer);
        case LAST_WORD -> lastWord(timer);
        case ENDED -> rounds().ended(timer);
        case ABANDON -> abandon(timer, stacks.of(timer.thread()));
      }
    }
  }

  private final Outcomes outcomes;
  private final Stacks stacks;
  private final StackEvidence evidence;
  private final ThreadFactory threads;
  private final Supplier<List<ForceMeans>> means;
  private final LinkedBlockingQueue<Runnable> acts = new LinkedBlockingQueue<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();

  /** Timers whose next round, or last word, is under way: a stack may be long in coming. */
  private final Set<Long> forcing = ConcurrentHashMap.newKeySet();

  private @Nullable ForceRounds rounds;
  private volatile boolean stopped;

  /**
   * Starts the first enforcers.
   *
   * @param sites finds the site of an id
   * @param means of force, asked for when they are first needed
   * @param stacks takes them
   */
  public Enforcers(
      Outcomes outcomes,
      IntFunction<@Nullable Site> sites,
      Supplier<List<ForceMeans>> means,
      Stacks stacks) {
    this(outcomes, sites, means, stacks, new MakeThreads());
  }

  Enforcers(
      Outcomes outcomes,
      IntFunction<@Nullable Site> sites,
      Supplier<List<ForceMeans>> means,
      Stacks stacks,
      ThreadFactory threads) {
    this.outcomes = outcomes;
    this.means = means;
    this.threads = threads;
    this.stacks = stacks;
    evidence = new StackEvidence(sites, stacks);
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
  public void force(Timer timer) {
    if (forcing.add(timer.id())) {
      acts.add(new Act(Kind.FORCE, timer));
    }
  }

  @Override
  public void askLastWord(Timer timer) {
    forcing.add(timer.id());
    acts.add(new Act(Kind.LAST_WORD, timer));
  }

  @Override
  public boolean isForcing(Timer timer) {
    return forcing.contains(timer.id()) || rounds().isAtWork(timer);
  }

  @Override
  public void ended(Timer timer) {
    acts.add(new Act(Kind.ENDED, timer));
  }

  @Override
  public void abandon(Timer timer) {
    acts.add(new Act(Kind.ABANDON, timer));
  }

  @Override
  public int busy() {
    return Math.max(0, started.get() - idle.get());
  }

  @Override
  public void stop() {
    stopped = true;
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
      while (!stopped) {
        try {
          next();
        } catch (Throwable e) {
          // An act that fails must not cost the enforcer; the call's grace goes on.
        }
      }
    }

    private void next() throws InterruptedException {
      Runnable act = acts.poll(GUARD_SECONDS, TimeUnit.SECONDS);
      if (act == null || stopped) {
        outcomes.guardWatcher();
        return;
      }
      if (idle.decrementAndGet() == 0) {
        startAnother();
      }
      try {
        act.run();
      } finally {
        idle.incrementAndGet();
      }
    }
  }

  private synchronized ForceRounds rounds() {
    ForceRounds made = rounds;
    if (made == null) {
      made = new ForceRounds(means.get(), outcomes, acts::add);
      rounds = made;
    }
    return made;
  }

  private void abandon(Timer timer, StackTraceElement[] stack) {
    boolean virtual = CurfewBridge.isVirtual(timer.thread());
    outcomes.abandoned(timer, stack, Obstacles.of(timer.thread(), virtual, stack));
  }

  private void lastWord(Timer timer) {
    try {
      rounds().lastWord(timer);
    } finally {
      forcing.remove(timer.id());
    }
  }

  private void forceOnce(Timer timer) {
    try {
      force(timer, evidence.of(timer));
    } finally {
      forcing.remove(timer.id());
    }
  }

  /**
   * The interrupt comes last, because it may hang; it is for what began to block meanwhile, and
   * never for a statement, which is cancelled again instead.
   */
  private void force(Timer timer, StackEvidence.Evidence evidence) {
    if (evidence.finding() == StackEvidence.Finding.ON_STACK) {
      rounds().start(timer);
      if (rounds().isInStatement(timer)) {
        return;
      }
      timer.call().interrupt(timer.owner(), timer.thread(), timer.word());
    }
  }

  /** Nobody runs a detached timer, so there is nobody to interrupt and no stack. */
  private void actOnNobody(Kind kind, Timer timer) {
    if (kind == Kind.WARN) {
      outcomes.warned(timer, NO_STACK);
    } else if (kind == Kind.INTERRUPT) {
      outcomes.ended(timer, NO_STACK);
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
    if (timer.mayForce()) {
      cancelStatement(timer);
    }
    CurfewCall.@Nullable Delivery delivery = null;
    try {
      delivery = timer.call().interrupt(timer.owner(), timer.thread(), timer.word());
    } finally {
      report(timer, delivery, stack);
    }
  }

  private void cancelStatement(Timer timer) {
    try {
      rounds().cancelStatement(timer);
    } catch (Throwable e) {
      outcomes.acted(timer, List.of("cancel failed: " + e));
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
