package dev.curfew.bridge;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All lines: made at a thread's first call, found by the watcher, used again when a thread is gone.
 */
public final class CurfewLines {
  /** Words of one line that hold calls. */
  public static final int LEVELS = 7;

  /**
   * Longs of one line: 128 bytes, so that neighbours share no cache line whatever the alignment.
   */
  public static final int STRIDE = 16;

  private static final int BLOCK_LINES = 256;
  private static final int FIRST = 8; // a long[] is aligned to 8 bytes only

  /** Lines side by side. Never moves, never shrinks. */
  public static final class Block {
    /** The words; see {@link #indexOf}. */
    public final long[] words;

    private final @Nullable CurfewCursor[] first;
    private volatile int used;

    /** Its place in {@link #blocks()}. */
    public final int number;

    Block(int number, int lines) {
      this.number = number;
      words = new long[FIRST + lines * STRIDE];
      first = new @Nullable CurfewCursor[lines];
    }

    /** Lines in use or once used. */
    public int used() {
      return used;
    }

    /** Where a line's words begin. */
    public static int indexOf(int line) {
      return FIRST + line * STRIDE;
    }

    /** The first level of a line below {@link #used()}. */
    public @Nullable CurfewCursor first(int line) {
      return first[line];
    }
  }

  private static volatile Block[] blocks = {new Block(0, BLOCK_LINES)};
  // By identity: a subclass of Thread may have any equals and hashCode. Guarded by this class.
  private static final IdentityHashMap<Thread, CurfewLine> BY_THREAD = new IdentityHashMap<>();
  private static final ArrayDeque<CurfewLine> UNUSED = new ArrayDeque<>();

  private CurfewLines() {}

  /** The blocks; may grow at any time. */
  public static Block[] blocks() {
    return blocks;
  }

  /** The thread's line, also when its ThreadLocals were erased, as the common pool does. */
  static synchronized CurfewLine of(Thread thread) {
    CurfewLine line = BY_THREAD.get(thread);
    if (line == null) {
      line = UNUSED.poll();
      if (line == null) {
        line = make(thread);
      } else {
        line.reuse(thread);
      }
      BY_THREAD.put(thread, line);
    }
    return line;
  }

  private static CurfewLine make(Thread thread) {
    Block block = blockWithRoom();
    int n = block.used;
    CurfewLine line = new CurfewLine(thread, block, Block.indexOf(n));
    block.first[n] = line.outermost();
    block.used = n + 1;
    return line;
  }

  private static Block blockWithRoom() {
    Block last = blocks[blocks.length - 1];
    if (last.used < BLOCK_LINES) {
      return last;
    }
    Block[] more = Arrays.copyOf(blocks, blocks.length + 1);
    Block block = new Block(blocks.length, BLOCK_LINES);
    more[more.length - 1] = block;
    blocks = more;
    return block;
  }

  /** Adds a level below the deepest one: the next word, or the first one of another line. */
  static CurfewCursor deepen(CurfewCursor deepest) {
    CurfewLine line = deepest.line;
    int next = deepest.index() + 1;
    CurfewCursor deeper;
    if ((next - FIRST) % STRIDE < LEVELS) {
      deeper = new CurfewCursor(line, deepest, deepest.block(), next);
    } else {
      deeper = firstOfAnotherLine(deepest);
    }
    deepest.inner = deeper;
    return deeper;
  }

  private static synchronized CurfewCursor firstOfAnotherLine(CurfewCursor deepest) {
    Block block = blockWithRoom();
    int n = block.used;
    CurfewCursor c = new CurfewCursor(deepest.line, deepest, block, Block.indexOf(n));
    block.first[n] = c;
    block.used = n + 1;
    return c;
  }

  /**
   * Watcher: takes back the line of a thread that is gone and adds its counts to the totals. False
   * when the thread lives or the line is not in use.
   */
  public static synchronized boolean reclaim(CurfewLine line, long[] calls, long[] failures) {
    Thread thread = line.thread();
    if (thread == null || thread.isAlive()) {
      return false;
    }
    BY_THREAD.remove(thread);
    line.addCountsTo(calls, failures);
    for (CurfewCursor c = line.outermost(); c != null; c = c.inner) {
      c.timer = null;
      c.releaseWord(CurfewWord.CLOSED);
    }
    line.retire();
    UNUSED.add(line);
    return true;
  }

  /** Lines made so far, in use or not. */
  public static synchronized int made() {
    return BY_THREAD.size() + UNUSED.size();
  }

  /** Lines of threads that live, or whose end the watcher has not seen yet. */
  public static synchronized int inUse() {
    return BY_THREAD.size();
  }
}
