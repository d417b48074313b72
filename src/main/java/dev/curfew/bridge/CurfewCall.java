package dev.curfew.bridge;

import static dev.curfew.bridge.CurfewWord.CLAIMED;
import static dev.curfew.bridge.CurfewWord.CLOSED;
import static dev.curfew.bridge.CurfewWord.FIRED;
import static dev.curfew.bridge.CurfewWord.FIRING;
import static dev.curfew.bridge.CurfewWord.OPEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * A place where a call's word lives, and the protocol on that word.
 *
 * <table>
 * <caption>Who may do what</caption>
 * <tr><td>CLOSED to OPEN</td><td>owner, enter</td><td>release store</td></tr>
 * <tr><td>OPEN to CLOSED</td><td>owner, exit</td><td>compare and set</td></tr>
 * <tr><td>OPEN to CLAIMED</td><td>watcher: the verdict</td><td>compare and set</td></tr>
 * <tr><td>CLAIMED to OPEN</td><td>watcher, when the blamed call's frame was gone</td><td>compare and set</td></tr>
 * <tr><td>CLAIMED or FIRED to FIRING</td><td>enforcer, holding the gate</td><td>compare and set</td></tr>
 * <tr><td>FIRING to FIRED</td><td>the same, interrupt() is over</td><td>release store</td></tr>
 * <tr><td>CLAIMED to CLOSED</td><td>owner's exit; enforcer, when the frame is gone</td><td>compare and set</td></tr>
 * <tr><td>FIRED to CLOSED</td><td>owner, exit, holding the gate</td><td>compare and set</td></tr>
 * </table>
 *
 * <p>Why no interrupt of ours can hit the thread after its call:
 *
 * <ol>
 *   <li>All compare-and-sets on one word are totally ordered and each reads its predecessor,
 *       whatever their memory mode; and a word names its call (see {@link CurfewWord}). So of the
 *       owner's OPEN to CLOSED and the watcher's OPEN to CLAIMED exactly one succeeds. If the
 *       owner's does, nobody ever interrupts for this call. A plain exit needs no ordering then:
 *       there is no act that later code could be ordered against.
 *   <li>{@code interrupt()} is called between the enforcer's step to FIRING and its store of FIRED
 *       only. An owner that finds CLAIMED and closes it has made the step to FIRING impossible. An
 *       owner that finds FIRING or FIRED goes on only with the gate in its hand, which the enforcer
 *       gives back after the store of FIRED: the interrupt happened before. Then it clears the
 *       flag.
 *   <li>While the owner holds the gate no interrupt of ours is under way. It clears FIRST and THEN
 *       looks at the outer calls: one that is FIRED has had its interrupt cleared with ours, so it
 *       is set again; one that is only CLAIMED will be interrupted after the gate is free. (Looking
 *       first lost 495 of 1,347 interrupts of outer calls in an experiment with a stalled
 *       enforcer.)
 *   <li>Somebody else's interrupt is seen by the enforcer before the first interrupt of ours, with
 *       the gate in its hand, while no other call of the thread is FIRED: what it then finds set is
 *       not ours. The outermost exit that ends our interrupts puts it back. An interrupt that
 *       somebody else sends after ours can't be told from ours: the flag is one bit.
 * </ol>
 *
 * <p>One atomic step on exit is the least possible: "I ended it" and "I interrupt it" exclude each
 * other (Attiya et al., Laws of Order, POPL 2011).
 */
public abstract class CurfewCall {
  private static final int ONE_ENTRY = 1 << 16;
  private static final int EXITS = 0xFFFF;
  private static final int ENTRIES = ~EXITS;
  private static final VarHandle REENTRIES;

  static {
    try {
      REENTRIES = MethodHandles.lookup().findVarHandle(CurfewCall.class, "reentries", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * What the watcher knows of the call that is, or was, open here. Written by the watcher alone,
   * for a claimed call before the claim; so whoever reads CLAIMED, FIRING or FIRED sees it.
   */
  public volatile @Nullable Object timer;

  /**
   * Entries, in the upper half, and exits, in the lower one, of calls of the same site inside this
   * one. They have no word of their own, because this call's deadline comes first; but the enforcer
   * has to tell their frames from this call's. Both halves wrap. Written by the owner.
   */
  private int reentries;

  CurfewCall() {}

  final void reenter() {
    REENTRIES.setRelease(this, reentries + ONE_ENTRY);
  }

  final void exitReentry() {
    int r = reentries;
    REENTRIES.setRelease(this, (r & ENTRIES) | ((r + 1) & EXITS));
  }

  final void forgetReentries() {
    reentries = 0;
  }

  /** Changes whenever a call of the same site inside this one begins or ends. */
  public final int reentries() {
    return (int) REENTRIES.getAcquire(this);
  }

  /** How many calls of the same site were open inside this one, by what {@link #reentries} said. */
  public static int openReentries(int reentries) {
    return ((reentries >>> 16) - reentries) & EXITS;
  }

  /** The word as it is now; everything written before it was stored is visible. */
  public abstract long word();

  abstract boolean compareAndSetWord(long expected, long updated);

  abstract void releaseWord(long word);

  /** The call around this one on the same thread, if any; it may be closed (a lost frame). */
  public abstract @Nullable CurfewCall outer();

  /**
   * What the label of the call that is, or was, open here is made of: a plain value, or an array of
   * them. Whoever reads it has to see the call's word open before and after; and means something
   * only for a site whose rule wants a label.
   */
  public abstract @Nullable Object labelValues();

  /** The thread's side; null when a call of a virtual thread has ended. */
  public abstract @Nullable CurfewOwner owner();

  /** Watcher: the verdict. False when the call has ended. */
  public final boolean claim(long openWord) {
    return compareAndSetWord(openWord, CurfewWord.in(CLAIMED, openWord));
  }

  /**
   * Enforcer: drops a claimed call whose frame is gone, or that never had one. False when it has
   * ended meanwhile.
   */
  public final boolean dropLost(long openWord) {
    return compareAndSetWord(CurfewWord.in(CLAIMED, openWord), CLOSED);
  }

  /** Watcher: takes the verdict on a call back that nobody has interrupted. */
  public final boolean unclaim(long openWord) {
    return compareAndSetWord(
        CurfewWord.in(CLAIMED, openWord), CurfewWord.in(CurfewWord.OPEN, openWord));
  }

  /** What became of {@link #interrupt}. */
  public enum Delivery {
    /** The interrupt has been sent. */
    DELIVERED,
    /** The call has ended; nothing was sent. */
    ENDED,
    /**
     * Another interrupt to the same thread is under way, or it is just ending a call: try again.
     */
    BUSY
  }

  /**
   * Enforcer: interrupts the thread for this claimed, or already interrupted, call. Blocks as long
   * as {@link Thread#interrupt()} does, which closes channels and has no bound.
   */
  public final Delivery interrupt(CurfewOwner owner, Thread thread, long openWord) {
    if (!owner.tryGateForEnforcer()) {
      return CurfewWord.sameCall(word(), openWord) ? Delivery.BUSY : Delivery.ENDED;
    }
    try {
      return interruptInsideGate(owner, thread, openWord);
    } finally {
      owner.openGate();
    }
  }

  private Delivery interruptInsideGate(CurfewOwner owner, Thread thread, long openWord) {
    boolean first = !anyFired(owner);
    // Before the step to FIRING: an owner that finds FIRING takes the flag off while it waits.
    boolean foreign = first && thread.isInterrupted();
    if (!beginFiring(openWord)) {
      return Delivery.ENDED;
    }
    try {
      if (first) {
        owner.foreignInterrupt = foreign;
      }
      thread.interrupt();
    } finally {
      releaseWord(CurfewWord.in(FIRED, openWord));
    }
    return Delivery.DELIVERED;
  }

  private boolean beginFiring(long openWord) {
    long firing = CurfewWord.in(FIRING, openWord);
    return compareAndSetWord(CurfewWord.in(CLAIMED, openWord), firing)
        || compareAndSetWord(CurfewWord.in(FIRED, openWord), firing);
  }

  private static boolean anyFired(CurfewOwner owner) {
    for (CurfewCall c = owner.innermost(); c != null; c = c.outer()) {
      if (CurfewWord.state(c.word()) == FIRED) {
        return true;
      }
    }
    return false;
  }

  /**
   * Owner: ends the call, however far its stop has come.
   *
   * @return what the call has to throw, or null
   */
  final @Nullable RuntimeException end(@Nullable Throwable thrown) {
    for (; ; ) {
      long word = word();
      switch (CurfewWord.state(word)) {
        case OPEN -> {
          Object known = timer;
          if (known != null && thrown != null) {
            CurfewHooks.current().failing(known, word, thrown);
          }
          if (compareAndSetWord(word, CLOSED)) {
            return null;
          }
        }
        case CLAIMED -> {
          Object verdict = timer;
          if (compareAndSetWord(word, CLOSED)) {
            return CurfewHooks.current().ended(verdict, word, thrown);
          }
        }
        case FIRING, FIRED -> {
          Object verdict = timer;
          endInterrupted(thrown);
          return CurfewHooks.current().ended(verdict, word, thrown);
        }
        default -> {
          return null; // a second exit, or the enforcer took this for a lost frame
        }
      }
    }
  }

  /** Ends an interrupted call and leaves the flag as if we had never interrupted for it. */
  private void endInterrupted(@Nullable Throwable thrown) {
    CurfewOwner owner = ownerOfOpen();
    owner.gateForOwner();
    try {
      compareAndSetWord(CurfewWord.in(FIRED, word()), CLOSED);
      clearInterrupt();
      boolean due = outerFired();
      if (!due && owner.foreignInterrupt) {
        owner.foreignInterrupt = false;
        due = !consumedInterrupt(thrown);
      }
      if (due) {
        Thread.currentThread().interrupt();
      }
    } finally {
      owner.openGate();
    }
  }

  abstract CurfewOwner ownerOfOpen();

  private static void clearInterrupt() {
    Thread.interrupted();
  }

  private boolean outerFired() {
    for (CurfewCall c = outer(); c != null; c = c.outer()) {
      if (CurfewWord.state(c.word()) == FIRED) {
        return true;
      }
    }
    return false;
  }

  private static boolean consumedInterrupt(@Nullable Throwable thrown) {
    return thrown instanceof InterruptedException || thrown instanceof ClosedByInterruptException;
  }
}
