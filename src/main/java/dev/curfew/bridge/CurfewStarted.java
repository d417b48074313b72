package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/**
 * A process that was started inside calls of which one may be ended by force. It remembers them
 * all: the innermost may have ended when an outer one is to be stopped, and its place may be
 * another call's by then.
 */
public final class CurfewStarted {
  /** Held until the thread starts another one: JDK 25 does not hold what nobody else holds. */
  private final Process process;

  private final CurfewCall[] calls;
  private final long[] words;

  /** The one that the thread started before; null: none. Written by the owner. */
  private volatile @Nullable CurfewStarted earlier;

  CurfewStarted(Process process, CurfewOwner owner, @Nullable CurfewStarted earlier) {
    this.process = process;
    this.earlier = earlier;
    int depth = 0;
    for (CurfewCall c = owner.innermost(); c != null; c = c.outer()) {
      depth++;
    }
    calls = new CurfewCall[depth];
    words = new long[depth];
    CurfewCall c = owner.innermost();
    for (int i = 0; i < depth && c != null; i++, c = c.outer()) {
      calls[i] = c;
      words[i] = c.word();
    }
  }

  /** It may have ended. */
  public Process process() {
    return process;
  }

  /** The one that the thread started before; null: none that matters. */
  public @Nullable CurfewStarted earlier() {
    return earlier;
  }

  /** True when it was started inside this call, or a call inside it. */
  public boolean isInside(CurfewCall call, long word) {
    for (int i = 0; i < calls.length; i++) {
      if (calls[i] == call && CurfewWord.sameCall(words[i], word)) {
        return true;
      }
    }
    return false;
  }

  /** Without those whose calls have all ended, which are nobody's business any more. */
  static @Nullable CurfewStarted pruned(@Nullable CurfewStarted first) {
    CurfewStarted head = firstThatMatters(first);
    for (CurfewStarted s = head; s != null; s = s.earlier) {
      s.earlier = firstThatMatters(s.earlier);
    }
    return head;
  }

  private static @Nullable CurfewStarted firstThatMatters(@Nullable CurfewStarted from) {
    CurfewStarted s = from;
    while (s != null && !s.matters()) {
      s = s.earlier;
    }
    return s;
  }

  private boolean matters() {
    for (int i = 0; i < calls.length; i++) {
      if (CurfewWord.sameCall(calls[i].word(), words[i])) {
        return process.isAlive();
      }
    }
    return false;
  }
}
