package dev.curfew.bridge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the open calls of a thread are blocked in, and what they have started: all that force may
 * act on. Woven into the JDK's sockets, futures and processes, and into JDBC statements, where a
 * rule of mode force exists. Costs a look at the thread's open calls, and stores nothing, while
 * none of them may be ended by force. Nothing is ever thrown from here.
 */
public final class CurfewResources {
  /** By site: its rule's mode is force. Replaced as a whole. */
  private static volatile boolean[] forced = {};

  /** The innermost operation; written by the owner. */
  private volatile @Nullable CurfewUse innermost;

  /** The process that was started last; written by the owner. */
  private volatile @Nullable CurfewStarted started;

  CurfewResources() {}

  /** What this thread's calls use; null: nothing ever. */
  public static @Nullable CurfewResources of(CurfewOwner owner) {
    return owner.resources;
  }

  /** The innermost operation that the thread is in, as far as one can tell; null: none. */
  public @Nullable CurfewUse innermost() {
    return innermost;
  }

  /** The process that the thread started last, of those that matter; null: none. */
  public @Nullable CurfewStarted started() {
    return started;
  }

  /** From now on calls of this site may be ended by force, or not. */
  public static synchronized void setForced(int site, boolean isForced) {
    boolean[] now = forced;
    if (site >= now.length && !isForced) {
      return;
    }
    boolean[] next = Arrays.copyOf(now, Math.max(now.length, site + 1));
    next[site] = isForced;
    forced = next;
  }

  /**
   * The thread begins an operation that may block.
   *
   * @param resource what can be closed, cancelled or completed
   * @return the token for {@link #exit}; null: nobody will want to end it
   */
  public static @Nullable Object enter(@Nullable Object resource) {
    try {
      if (resource == null || !(CurfewThreads.current() instanceof CurfewOwner owner)) {
        return null;
      }
      CurfewCall call = innermostForced(owner);
      return call == null ? null : enter(owner, call, resource);
    } catch (Throwable e) {
      return null; // the stack is at its end: this operation can't be ended by force
    }
  }

  private static Object enter(CurfewOwner owner, CurfewCall call, Object resource) {
    CurfewResources own = ofCurrent(owner);
    CurfewUse outer = own.innermost;
    while (outer != null && outer.isOver()) {
      outer = outer.outer(); // left by an error that cost us the exit
    }
    CurfewUse use = new CurfewUse(resource, call, call.word(), outer);
    own.innermost = use;
    return use;
  }

  private static CurfewResources ofCurrent(CurfewOwner owner) {
    CurfewResources own = owner.resources;
    if (own == null) {
      own = new CurfewResources();
      owner.resources = own;
    }
    return own;
  }

  private static @Nullable CurfewCall innermostForced(CurfewOwner owner) {
    boolean[] f = forced;
    for (CurfewCall c = owner.innermost(); c != null; c = c.outer()) {
      long word = c.word();
      int site = CurfewWord.site(word);
      if (word != CurfewWord.CLOSED && site < f.length && f[site]) {
        return c;
      }
    }
    return null;
  }

  /** The operation is over; waits while an enforcer acts on it. */
  public static void exit(@Nullable Object token) {
    try {
      if (token instanceof CurfewUse use) {
        use.leave();
        if (CurfewThreads.current() instanceof CurfewOwner owner) {
          ofCurrent(owner).innermost = use.outer();
        }
      }
    } catch (Throwable e) {
      // The stack is at its end: the next operation finds that this one is over.
    }
  }

  /** The same for an operation that has thrown. */
  public static void exit(@Nullable Object token, Throwable thrown) {
    exit(token);
  }

  /** The current thread has started a process. */
  public static void started(Object process) {
    try {
      if (CurfewThreads.current() instanceof CurfewOwner owner && innermostForced(owner) != null) {
        CurfewResources own = ofCurrent(owner);
        own.started =
            new CurfewStarted((Process) process, owner, CurfewStarted.pruned(own.started));
      }
    } catch (Throwable e) {
      // Then it is not stopped with the call.
    }
  }
}
