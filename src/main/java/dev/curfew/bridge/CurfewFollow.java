package dev.curfew.bridge;

import java.util.Arrays;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls follow the work that is handed to other threads. Woven into the JDK's executors where
 * a rule says {@code follow: true}. Handing over costs a look at the thread's open calls while none
 * of them follows; beginning a task costs a look at one field while no followed task is waiting.
 * Nothing is ever thrown from here but what tasks throw.
 *
 * <p>A task that begins while its call is open gets a call of its own, on its own thread, with its
 * own word and gate: so an interrupt meant for it can hit nothing else. The watcher finds such
 * calls where all open calls are, so nobody keeps a list of a call's tasks.
 */
public final class CurfewFollow {
  /** The threads that virtual threads run on. */
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  /** By site: its rule follows. Replaced as a whole. */
  private static volatile boolean[] following = {};

  private static final LongAdder ORPHANS = new LongAdder();
  private static final LongAdder NOT_FOLLOWED = new LongAdder();

  private CurfewFollow() {}

  /**
   * Before the JDK's classes are woven: what they call has to be initialised, because they may be
   * called where no class can be.
   */
  public static void prepare() {
    CurfewTasks.prepare();
  }

  /** From now on calls of this site follow their work, or don't. */
  public static synchronized void setFollowing(int site, boolean follows) {
    boolean[] now = following;
    if (site >= now.length && !follows) {
      return;
    }
    CurfewTasks.prepare();
    CurfewParent.follow();
    boolean[] next = Arrays.copyOf(now, Math.max(now.length, site + 1));
    next[site] = follows;
    following = next;
  }

  /** How many tasks have begun, or gone on, when the call that they were part of had ended. */
  public static long orphans() {
    return ORPHANS.sum();
  }

  /** How many tasks were not followed, because too many were waiting. */
  public static long notFollowed() {
    return NOT_FOLLOWED.sum();
  }

  /** Forgets tasks that will never begin; how many are waiting. For the watcher, now and then. */
  public static int sweep() {
    return CurfewTasks.sweep();
  }

  /** The current thread hands a task over to an executor, where it may be waiting already. */
  public static void submitted(@Nullable Object task) {
    handOver(task, !(task instanceof ForkJoinTask));
  }

  /** The current thread hands over a task that runs once: where it was made is what counts. */
  public static void forked(@Nullable Object task) {
    handOver(task, false);
  }

  /**
   * A future is to be completed later, by an executor.
   *
   * @param executor null: by whoever completes the one before it
   */
  public static void registered(Object completion, @Nullable Object executor) {
    if (executor != null) {
      handOver(completion, false);
    }
  }

  /** The current thread starts another one. */
  public static void started(Thread thread) {
    try {
      Class<?> c = thread.getClass();
      boolean ofJdk = c != Thread.class && c.getClassLoader() == null;
      if (!ofJdk || CurfewThreads.isVirtual(thread)) { // the JDK's own work for others
        handOver(thread, false);
      }
    } catch (Throwable e) {
      // The stack is at its end: it is not followed.
    }
  }

  private static void handOver(@Nullable Object task, boolean again) {
    try {
      if (task != null && CurfewThreads.current() instanceof CurfewOwner owner) {
        CurfewParent parent = parentIn(owner, owner.ownInnermost());
        if (parent == null && owner.runsOrphan) {
          parent = CurfewParent.ENDED;
        }
        if (parent != null && !CurfewTasks.add(task, parent, again)) {
          NOT_FOLLOWED.increment();
        }
      }
    } catch (Throwable e) {
      // The stack, or memory, is at its end: this task is not followed.
    }
  }

  /** The innermost call, from this one outward, that follows its work; null: none does. */
  private static @Nullable CurfewParent parentIn(CurfewOwner owner, @Nullable CurfewCall from) {
    boolean[] f = following;
    for (CurfewCall c = from; c != null; c = c.outer()) {
      long word = c.word();
      int site = CurfewWord.site(word);
      if (word != CurfewWord.CLOSED
          && (CurfewParent.isTask(site) || (site < f.length && f[site]))) {
        return c.labelValues() instanceof CurfewLater later && later.isOf(c, word)
            ? later.asParent(c, word, owner)
            : asParent(owner, c, word);
      }
    }
    return null;
  }

  private static CurfewParent asParent(CurfewOwner owner, CurfewCall call, long word) {
    CurfewParent known = owner.parent;
    if (known == null || !known.is(call, word)) {
      known = new CurfewParent(call, word, around(owner, call, word));
      owner.parent = known;
    }
    return known;
  }

  /** The innermost open call, from this one outward, whether it follows or not; null: none. */
  static @Nullable CurfewParent openIn(CurfewOwner owner, @Nullable CurfewCall from) {
    for (CurfewCall c = from; c != null; c = c.outer()) {
      long word = c.word();
      if (word != CurfewWord.CLOSED) {
        CurfewParent ofTask = CurfewParent.of(c, word);
        return c.labelValues() instanceof CurfewLater later && later.isOf(c, word)
            ? later.asParent(c, word, owner)
            : new CurfewParent(c, word, ofTask == null ? openIn(owner, c.outer()) : ofTask.live());
      }
    }
    return null;
  }

  /**
   * Only what is live: else tasks that hand themselves over again would make a list without end.
   */
  static @Nullable CurfewParent around(CurfewOwner owner, CurfewCall call, long word) {
    CurfewParent ofTask = CurfewParent.of(call, word);
    return ofTask == null ? parentIn(owner, call.outer()) : ofTask.live();
  }

  /** Runs a task of an executor. */
  public static void run(Runnable task) {
    Object token = begin(task, CurfewParent.QUEUED);
    if (token == null) {
      task.run();
      return;
    }
    try {
      task.run();
    } catch (Throwable e) {
      end(token, e);
      throw e;
    }
    end(token, null);
  }

  /** Runs what the current thread was started for. */
  public static void runThread(Runnable body) {
    Object token = begin(Thread.currentThread(), CurfewParent.STARTED);
    if (token == null) {
      body.run();
      return;
    }
    try {
      body.run();
    } catch (Throwable e) {
      end(token, e);
      throw e;
    }
    end(token, null);
  }

  /** The current thread turns out to be a pool's: it is nobody's, whoever started it. */
  public static void worker() {
    try {
      if (CurfewThreads.current() instanceof CurfewOwner owner) {
        CurfewCall call = owner.ownInnermost();
        if (call != null && CurfewWord.site(call.word()) == CurfewParent.STARTED) {
          close(call, null);
        }
        owner.runsOrphan = false;
      }
    } catch (Throwable e) {
      // The stack is at its end.
    }
  }

  /** A {@code ForkJoinTask} begins; the token for {@link #exit(Object)}. */
  public static @Nullable Object enter(Object task) {
    return begin(task, CurfewParent.FORKED);
  }

  /** It is over. */
  public static void exit(@Nullable Object token) {
    if (token != null) {
      end(token, null);
    }
  }

  /** It has thrown. */
  public static void exit(@Nullable Object token, Throwable thrown) {
    if (token != null) {
      end(token, thrown);
    }
  }

  private static @Nullable Object begin(Object task, int site) {
    try {
      CurfewParent parent = CurfewTasks.take(task);
      if (parent == null) {
        return null;
      }
      if (site == CurfewParent.FORKED
          && Thread.currentThread().getClass().getName().equals(CARRIER)) {
        return null; // a virtual thread goes on, whoever let it
      }
      CurfewOwner owner = CurfewThreads.owner();
      CurfewParent live = parent.live();
      if (live == null) {
        return owner == null ? null : beginOrphan(owner);
      }
      if (owner != null && live.isInnermostOf(owner)) {
        return null; // whoever forked it runs it
      }
      return owner instanceof CurfewLine line
          ? line.enter(site, 0, live)
          : owner instanceof CurfewStrand strand ? strand.enter(site, 0, live) : null;
    } catch (Throwable e) {
      return null; // the stack, or memory, is at its end: this task is not followed
    }
  }

  /** What it hands over has no call any more either. */
  private static @Nullable Object beginOrphan(CurfewOwner owner) {
    ORPHANS.increment();
    if (owner.runsOrphan) {
      return null;
    }
    owner.runsOrphan = true;
    return owner;
  }

  /** A task throws what it throws, also when it was stopped. */
  private static void end(Object token, @Nullable Throwable thrown) {
    try {
      if (token instanceof CurfewOwner owner) {
        owner.runsOrphan = false;
        return;
      }
      CurfewCall call = (CurfewCall) token;
      if (call.labelValues() instanceof CurfewParent parent) {
        // Before: a call that waits for no more than this task ends as soon as that has.
        boolean orphan = parent.live() == null && !parent.isFinishedByCurrentThread();
        close(call, thrown);
        if (orphan) {
          ORPHANS.increment();
        }
      }
    } catch (Throwable e) {
      // The stack is at its end: the call's frame is lost, and found lost before any act.
    }
  }

  private static void close(CurfewCall call, @Nullable Throwable thrown) {
    CurfewOwner owner = call.owner();
    if (thrown != null || !CurfewBridge.close(call)) {
      CurfewBridge.end(call, thrown);
    }
    if (owner != null) {
      owner.parent = null; // a pool's thread would hold it until it hands another task over
    }
    if (call instanceof CurfewCursor cursor) {
      cursor.prepare(0, null);
    }
  }
}
