package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/**
 * The call that a task was handed over in, as it was then: what the task's own call is inside of,
 * on whatever thread it runs. Holds calls, and nothing of the task.
 */
public final class CurfewParent {
  /** The sites of tasks' calls, by how they run: from an executor's queue, ... */
  public static final int QUEUED = 4;

  /** ... as a {@code ForkJoinTask}, ... */
  public static final int FORKED = 5;

  /** ... as a thread. */
  public static final int STARTED = 6;

  /** What orphans are inside of. */
  static final CurfewParent ENDED = new CurfewParent(null, CurfewWord.CLOSED, null);

  private static volatile boolean followed;

  private final @Nullable CurfewCall call;
  private final long word;
  private final @Nullable CurfewParent outer;

  /**
   * The same call without its thread, since its method has returned; null: it has one, or ended.
   */
  private volatile @Nullable CurfewParent becomes;

  CurfewParent(@Nullable CurfewCall call, long word, @Nullable CurfewParent outer) {
    this.call = call;
    this.word = word;
    this.outer = outer;
  }

  /** True for a site of tasks' calls. */
  public static boolean isTask(int site) {
    return site >= QUEUED && site <= STARTED;
  }

  /** True when a rule follows, or one has: only then is {@link CurfewFollow} defined for sure. */
  public static boolean isFollowed() {
    return followed;
  }

  static void follow() {
    followed = true;
  }

  /**
   * What a task's call, or one that goes on without its thread, is inside of; null when it is no
   * such call, or has ended meanwhile.
   */
  public static @Nullable CurfewParent of(CurfewCall call, long word) {
    Object around =
        isTask(CurfewWord.site(word))
            ? call.labelValues()
            : call instanceof CurfewScope scope ? scope.inside() : null;
    return around instanceof CurfewParent parent && CurfewWord.sameCall(call.word(), word)
        ? parent
        : null;
  }

  /** Where the call's word lives, or lived. */
  public CurfewCall call() {
    if (call == null) {
      throw new IllegalStateException("an orphan has no call");
    }
    return call;
  }

  /** True when the call was not yet being stopped. */
  public boolean wasOpen() {
    return CurfewWord.isOpen(word);
  }

  /** The call's word as it is now; {@link CurfewWord#CLOSED}: it has ended. */
  public long wordNow() {
    long now = call == null ? CurfewWord.CLOSED : call.word();
    return CurfewWord.sameCall(now, word) ? now : CurfewWord.CLOSED;
  }

  /** This one, or the innermost of those around it, that has not ended; null: all have. */
  public @Nullable CurfewParent live() {
    for (CurfewParent p = this; p != null; p = p.outer) {
      if (p.wordNow() != CurfewWord.CLOSED) {
        return p;
      }
      CurfewParent next = p.becomes; // written before the call was closed
      if (next != null && next.wordNow() != CurfewWord.CLOSED) {
        return next;
      }
    }
    return null;
  }

  /** The call, or one around it, has ended by what the current thread has just done for it. */
  boolean isFinishedByCurrentThread() {
    for (CurfewParent p = this; p != null; p = p.outer) {
      CurfewParent next = p.becomes;
      CurfewCall last = next == null ? p.call : next.call;
      if (last instanceof CurfewLater later && later.isFinishedByCurrentThread()) {
        return true;
      }
    }
    return false;
  }

  /** The call is about to go on without its thread. */
  void becomes(CurfewParent next) {
    becomes = next;
  }

  /** True when it is, or was, this call. */
  public boolean isOf(CurfewCall other, long itsWord) {
    return call == other && CurfewWord.sameCall(word, itsWord);
  }

  /** The owner's thread runs just this call. */
  boolean isInnermostOf(CurfewOwner owner) {
    CurfewCall innermost = owner.ownInnermost();
    return innermost == call && wordNow() != CurfewWord.CLOSED;
  }

  boolean is(CurfewCall call, long word) {
    return this.call == call && this.word == word;
  }
}
