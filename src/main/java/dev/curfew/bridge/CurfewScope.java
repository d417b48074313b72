package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A call of a virtual thread: 48 bytes, the token of this one call. */
public class CurfewScope extends CurfewCall {
  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(CurfewScope.class, "word", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long word;

  /**
   * When the call began, on the engine's clock: stamped by the watcher when it first sees the call
   * open, or before by the owner of an exact one; 0: not yet.
   */
  public long stamp;

  /** The owner's stack while this is on it, then the watcher's list. */
  public @Nullable CurfewScope next;

  final @Nullable CurfewScope outer;

  /** Null once the call has ended, so that what waits to be dropped does not hold the thread. */
  private @Nullable CurfewStrand strand;

  CurfewScope(CurfewStrand strand, @Nullable CurfewScope outer, int site) {
    this.strand = strand;
    this.outer = outer;
    this.word = CurfewWord.open(0, site);
  }

  /** Closed until {@link #openWith}. */
  CurfewScope() {
    this.outer = null;
  }

  /** From now on a timer that nobody runs. */
  final void openWith(CurfewStrand withoutThread, int site) {
    strand = withoutThread;
    releaseWord(CurfewWord.open(0, site));
  }

  /** The usual end: nobody has claimed the call. */
  final boolean close() {
    CurfewStrand s = strand;
    if (s == null || s.innermost != this) {
      return false;
    }
    if (s.stripe.pop(this)) {
      word = CurfewWord.CLOSED; // the watcher has not adopted it, so nobody interrupts for it
      s.setInnermost(outer);
      return true;
    }
    long w = word;
    if (!CurfewWord.isOpen(w) || !WORD.weakCompareAndSetPlain(this, w, CurfewWord.CLOSED)) {
      return false;
    }
    s.setInnermost(outer);
    s.stripe.countDead();
    strand = null;
    return true;
  }

  /**
   * Ends a detached timer, whoever does so first; false when it has ended, or ran out of time. Any
   * thread, so the strand stays: it holds no thread.
   */
  public final boolean closeDetached() {
    CurfewStrand s = strand;
    long w = word();
    boolean closed = CurfewWord.isOpen(w) && compareAndSetWord(w, CurfewWord.CLOSED);
    if (closed && s != null) {
      s.stripe.countDead();
    }
    return closed;
  }

  /** After {@link #end}. */
  final void forgetStrand() {
    CurfewStrand s = strand;
    if (s != null) {
      s.stripe.countDead();
      strand = null;
    }
  }

  final boolean isClosed() {
    return word == CurfewWord.CLOSED;
  }

  final int site() {
    return CurfewWord.site(word);
  }

  final @Nullable CurfewStrand strand() {
    return strand;
  }

  @Override
  public @Nullable Object labelValues() {
    return null;
  }

  /** What a timer without a thread is inside of, whose thread may have gone on; null: nothing. */
  @Nullable CurfewParent inside() {
    return null;
  }

  @Override
  public final long word() {
    return (long) WORD.getAcquire(this);
  }

  @Override
  final boolean compareAndSetWord(long expected, long updated) {
    return WORD.compareAndSet(this, expected, updated);
  }

  @Override
  final void releaseWord(long updated) {
    WORD.setRelease(this, updated);
  }

  @Override
  public final @Nullable CurfewScope outer() {
    return outer;
  }

  @Override
  public final @Nullable CurfewOwner owner() {
    return strand;
  }

  @Override
  final CurfewOwner ownerOfOpen() {
    CurfewStrand s = strand;
    if (s == null) {
      throw new IllegalStateException("exit of a call that has ended");
    }
    return s;
  }
}
