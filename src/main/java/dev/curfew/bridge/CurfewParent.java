package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/**
 * The call that a task was handed over in, as it was then: what the task's own call is inside of,
 * on whatever thread it runs. Holds calls, and nothing of the task. Immutable.
 */
public final class CurfewParent {
  /** What orphans are inside of. */
  static final CurfewParent ENDED = new CurfewParent(null, CurfewWord.CLOSED, null);

  private final @Nullable CurfewCall call;
  private final long word;
  private final @Nullable CurfewParent outer;

  CurfewParent(@Nullable CurfewCall call, long word, @Nullable CurfewParent outer) {
    this.call = call;
    this.word = word;
    this.outer = outer;
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
    CurfewParent p = this;
    while (p != null && p.wordNow() == CurfewWord.CLOSED) {
      p = p.outer;
    }
    return p;
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
