package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewCursor;
import dev.curfew.bridge.CurfewLine;
import dev.curfew.bridge.CurfewLines;
import dev.curfew.bridge.CurfewWord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the words of all platform threads, one after the other in memory, and stamps those that
 * it sees open for the first time. What it remembers of a word is void as soon as the word differs.
 * Watcher only.
 */
final class LineScan {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  /** What the scan knows of a block's words, at the same index. */
  private static final class Seen {
    final long[] word;
    final long[] stamp;
    final long[] look;

    Seen(int length) {
      word = new long[length];
      stamp = new long[length];
      look = new long[length];
    }
  }

  /** Called for each open call, outer ones of a thread first. */
  interface Visitor {
    /** False: enough. */
    boolean open(CurfewCall call, long word);
  }

  private final RuleStates rules;
  private final EngineClock clock;
  private Seen[] seen = {};
  private int open;
  private long nextLook = Timer.NONE;

  LineScan(RuleStates rules, EngineClock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Open calls at the last scan. */
  int open() {
    return open;
  }

  /** When the earliest of the calls seen has to be looked at. */
  long nextLook() {
    return nextLook;
  }

  void scan(DueCalls due) {
    int count = 0;
    long earliest = Timer.NONE;
    for (CurfewLines.Block block : CurfewLines.blocks()) {
      Seen memory = memoryOf(block);
      long now = clock.now();
      int used = block.used();
      for (int line = 0; line < used; line++) {
        int base = CurfewLines.Block.indexOf(line);
        for (int i = base; i < base + CurfewLines.LEVELS; i++) {
          long word = (long) WORDS.getAcquire(block.words, i);
          if (CurfewWord.state(word) != CurfewWord.OPEN) {
            continue;
          }
          count++;
          if (memory.word[i] != word) {
            stamp(memory, i, word, cursor(block, line, i));
          }
          if (memory.look[i] <= now) {
            memory.look[i] = due.due(cursor(block, line, i), word);
          }
          earliest = Math.min(earliest, memory.look[i]);
        }
      }
    }
    open = count;
    nextLook = earliest;
  }

  /** Reads the clock AFTER the word was seen open; a time read before made deadlines come early. */
  private void stamp(Seen memory, int i, long word, CurfewCursor cursor) {
    int site = CurfewWord.site(word);
    long entered = rules.isExact(site) ? cursor.enteredAt() : 0;
    long begin = entered == 0 ? clock.now() : entered;
    memory.look[i] = rules.firstLook(cursor, site, begin);
    memory.stamp[i] = begin;
    memory.word[i] = word;
  }

  private static CurfewCursor cursor(CurfewLines.Block block, int line, int index) {
    CurfewCursor cursor = block.first(line);
    for (int i = CurfewLines.Block.indexOf(line); i < index && cursor != null; i++) {
      cursor = cursor.inner();
    }
    if (cursor == null) {
      throw new IllegalStateException("an open word without its level"); // enter makes it first
    }
    return cursor;
  }

  long stampOf(CurfewCursor cursor, long word) {
    Seen memory = memoryOf(cursor.block());
    int i = cursor.index();
    long openWord = CurfewWord.in(CurfewWord.OPEN, word);
    if (memory.word[i] != openWord) {
      stamp(memory, i, openWord, cursor);
    }
    return memory.stamp[i];
  }

  private Seen memoryOf(CurfewLines.Block block) {
    while (seen.length <= block.number) {
      seen = Arrays.copyOf(seen, seen.length + 1);
      seen[seen.length - 1] = new Seen(block.words.length);
    }
    return seen[block.number];
  }

  void visit(Visitor visitor) {
    for (CurfewLines.Block block : CurfewLines.blocks()) {
      for (int line = 0; line < block.used(); line++) {
        for (CurfewCursor c = block.first(line); c != null && c.block() == block; c = c.inner()) {
          long word = c.word();
          if (CurfewWord.state(word) == CurfewWord.OPEN && !visitor.open(c, word)) {
            return;
          }
        }
      }
    }
  }

  /** Takes back the lines of threads that are gone. */
  void reclaim(long[] calls, long[] failures) {
    for (CurfewLines.Block block : CurfewLines.blocks()) {
      for (int line = 0; line < block.used(); line++) {
        CurfewLine owner = ownerOf(block.first(line));
        Thread thread = owner == null ? null : owner.thread();
        if (owner != null && thread != null && !thread.isAlive()) {
          CurfewLines.reclaim(owner, calls, failures);
        }
      }
    }
  }

  /** Adds the counts of all lines in use. */
  void addCountsTo(long[] calls, long[] failures) {
    for (CurfewLines.Block block : CurfewLines.blocks()) {
      for (int line = 0; line < block.used(); line++) {
        CurfewLine owner = ownerOf(block.first(line));
        if (owner != null) {
          owner.addCountsTo(calls, failures);
        }
      }
    }
  }

  /** Null for a line that only holds deeper levels of another one. */
  private static @Nullable CurfewLine ownerOf(@Nullable CurfewCursor first) {
    return first == null || first.outer() != null ? null : (CurfewLine) first.owner();
  }
}
