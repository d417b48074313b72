package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What a call becomes whose method returns before its result is there: a timer without a thread,
 * which ends with the result. It is made, closed, when the call begins, as what the call's label is
 * made of; so the call's tasks know from the start where it may go on.
 *
 * <p>The arrival of the result, the caller who does without it, and the watcher's verdict:
 * whichever first takes the word out of OPEN decides how the call ends.
 */
public final class CurfewLater extends CurfewScope {
  private final int site;

  /** Null: the rule wants no label. */
  private final @Nullable Object values;

  // Of the call, while it has its thread. The owner's own.
  private @Nullable CurfewCall call;
  private long callWord;
  private @Nullable CurfewParent ofCall;

  /** Written before the word is opened. */
  private @Nullable CurfewParent inside;

  /** Who finished it, by the thread's id; 0: nobody has. */
  private volatile long finishedBy;

  /** Null: there is nothing to wait for, or not any more. */
  private volatile @Nullable CurfewStage result;

  /**
   * @param labelValues as of {@link CurfewBridge#enter(int, boolean, Object)}
   */
  CurfewLater(int site, @Nullable Object labelValues) {
    this.site = site;
    this.values = labelValues == null ? null : CurfewLabel.plain(labelValues);
  }

  /** The call has begun. */
  void of(CurfewCall call) {
    this.call = call;
    callWord = call.word();
  }

  boolean isOf(CurfewCall call, long word) {
    return this.call == call && CurfewWord.sameCall(callWord, word);
  }

  /** The call as its tasks know it: one object for all, because it says later where it goes on. */
  CurfewParent asParent(CurfewCall call, long word, CurfewOwner owner) {
    CurfewParent known = ofCall;
    if (known == null || !known.is(call, word)) {
      known = new CurfewParent(call, word, CurfewFollow.around(owner, call, word));
      ofCall = known;
    }
    return known;
  }

  /**
   * The call is about to end, and what its tasks belong to from then on is this. Not timed before
   * {@link #watch}.
   *
   * @return false when the call is being stopped
   */
  boolean begin(CurfewCall call, CurfewStage result) {
    long word = call.word();
    if (!CurfewWord.isOpen(word) || !isOf(call, word)) {
      return false;
    }
    CurfewOwner owner = call.ownerOfOpen();
    stamp = call instanceof CurfewCursor cursor ? cursor.enteredAt() : ((CurfewScope) call).stamp;
    inside = CurfewFollow.openIn(owner, call.outer());
    this.result = result;
    Object known = call.timer;
    if (CurfewHooks.current().goesOn(known, word, this)) {
      timer = known;
    }
    CurfewStrand strand = new CurfewStrand(null, CurfewStripe.of(Thread.currentThread()));
    CurfewParent next = new CurfewParent(this, CurfewWord.open(0, site), inside);
    CurfewParent of = ofCall;
    this.call = null;
    ofCall = null;
    openWith(strand, site);
    if (of != null) {
      of.becomes(next);
    }
    return true;
  }

  /** The call has ended: now this is seen by the watcher. */
  void watch() {
    CurfewStrand strand = strand();
    if (strand != null) {
      strand.open(this);
    }
  }

  /**
   * The result is there, or nobody waits for it any more; false when the time ran out before.
   *
   * @param thrown what the result failed with; null: nothing
   */
  boolean finish(@Nullable Throwable thrown) {
    Object known = timer;
    long word = word();
    if (known != null && thrown != null && CurfewWord.isOpen(word)) {
      CurfewHooks.current().failing(known, word, thrown);
    }
    boolean ended = closeDetached();
    if (ended) {
      finishedBy = Thread.currentThread().getId();
      result = null; // or it would be held until the watcher comes past
      CurfewStrand strand = strand();
      if (strand != null && thrown != null) {
        strand.stripe.countFailure(site);
      }
    }
    return ended;
  }

  /** It ended with the result that the current thread has brought. */
  boolean isFinishedByCurrentThread() {
    return finishedBy == Thread.currentThread().getId();
  }

  /** The time ran out: what waits for the result gets this instead. Runs what the program wants. */
  public void expired(RuntimeException timeout) {
    CurfewStage waited = result;
    result = null;
    if (waited != null) {
      waited.expired(timeout);
    }
  }

  /** Of the call that this may become, or has become. */
  @Override
  public @Nullable Object labelValues() {
    return values;
  }

  @Override
  @Nullable CurfewParent inside() {
    return inside;
  }
}
