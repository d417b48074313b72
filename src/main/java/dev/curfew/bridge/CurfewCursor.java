package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** One level of a platform thread's line: the token of the calls that are open there in turn. */
public final class CurfewCursor extends CurfewCall {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle LABEL;

  static {
    try {
      LABEL = MethodHandles.lookup().findVarHandle(CurfewCursor.class, "labelValues", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final CurfewLine line;
  final @Nullable CurfewCursor outer;
  private final long[] words;
  private final int index;
  private final CurfewLines.Block block;

  @SuppressWarnings("unused") // through LABEL
  private @Nullable Object labelValues;

  private long enteredAt;

  /** The next deeper level, made when it is first needed. */
  @Nullable CurfewCursor inner;

  /** The token of calls of the same site inside this one, made when it is first needed. */
  private @Nullable CurfewReentry reentry;

  CurfewCursor(CurfewLine line, @Nullable CurfewCursor outer, CurfewLines.Block block, int index) {
    this.line = line;
    this.outer = outer;
    this.block = block;
    this.words = block.words;
    this.index = index;
  }

  CurfewReentry reentry() {
    CurfewReentry token = reentry;
    if (token == null) {
      token = new CurfewReentry(this);
      reentry = token;
    }
    reenter();
    return token;
  }

  void open(long word) {
    forgetReentries();
    WORDS.setRelease(words, index, word);
  }

  /**
   * Before {@link #open}. The release keeps the label from being seen before the end of the call
   * that was open here.
   */
  void prepare(long enteredAt, @Nullable Object labelValues) {
    this.enteredAt = enteredAt;
    LABEL.setRelease(this, labelValues);
  }

  /** When an exact call began, on the engine's clock; 0: nobody read the time. */
  public long enteredAt() {
    return enteredAt;
  }

  @Override
  public @Nullable Object labelValues() {
    return LABEL.getAcquire(this);
  }

  /** The usual end: nobody has claimed the call. */
  boolean close() {
    CurfewLine l = line;
    if (l.free != inner) {
      return false; // calls above this one were lost
    }
    l.free = this;
    long word = words[index];
    return CurfewWord.isOpen(word)
        && WORDS.weakCompareAndSetPlain(words, index, word, CurfewWord.CLOSED);
  }

  /** The word as the owner knows it; others may have moved it on. */
  long plainWord() {
    return words[index];
  }

  /** Index of the word in its block. */
  public int index() {
    return index;
  }

  /** The block that holds the word. */
  public CurfewLines.Block block() {
    return block;
  }

  @Override
  public long word() {
    return (long) WORDS.getAcquire(words, index);
  }

  @Override
  boolean compareAndSetWord(long expected, long updated) {
    return WORDS.compareAndSet(words, index, expected, updated);
  }

  @Override
  void releaseWord(long word) {
    WORDS.setRelease(words, index, word);
  }

  @Override
  public @Nullable CurfewCursor outer() {
    return outer;
  }

  /** The next deeper level; null when no call was ever that deep. */
  public @Nullable CurfewCursor inner() {
    return inner;
  }

  @Override
  public CurfewOwner owner() {
    return line;
  }

  @Override
  CurfewOwner ownerOfOpen() {
    return line;
  }
}
