package dev.curfew.enforce;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.engine.Site;
import dev.curfew.engine.Timer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a call's frame is on its thread's stack.
 *
 * <p>A StackOverflowError inside enter or exit can cost a frame whose word stays open (1 to 4 in
 * 30,000 rounds of an experiment). Interrupting for it would hit whatever the thread does now. A
 * frame of the right method is not enough: it may be of a later call, which took the lost one for
 * open and counted as a re-entry. So there have to be as many frames of the method as calls of it
 * are open, by counts that were the same before and after the stack was taken. (A re-entry is
 * counted in enter, a few instructions after its frame is there: that much uncertainty is left.)
 */
final class StackEvidence {
  /** The JVM's default MaxJavaStackTraceDepth: a longer stack is cut off, from JDK 21 on. */
  private static final int MAYBE_CUT = 1024;

  /** What a stack says of a call. */
  enum Finding {
    ON_STACK,
    GONE,
    /** Calls of the method began or ended meanwhile: look again. */
    CHANGING
  }

  /** A stack and what it says. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Evidence(Finding finding, StackTraceElement[] stack) {}

  private final IntFunction<@Nullable Site> sites;

  StackEvidence(IntFunction<@Nullable Site> sites) {
    this.sites = sites;
  }

  Evidence of(Timer timer) {
    long before = openCalls(timer);
    StackTraceElement[] stack = timer.thread().getStackTrace();
    if (stack.length == 0) {
      // Ended, or a virtual thread between two carriers, which can't be seen.
      return new Evidence(timer.thread().isAlive() ? Finding.ON_STACK : Finding.GONE, stack);
    }
    if (stack.length >= MAYBE_CUT) {
      return new Evidence(Finding.ON_STACK, stack);
    }
    if (openCalls(timer) != before) {
      return new Evidence(Finding.CHANGING, stack);
    }
    boolean enough = frames(stack, timer.site()) >= (before & Integer.MAX_VALUE);
    return new Evidence(enough ? Finding.ON_STACK : Finding.GONE, stack);
  }

  /** In the lower half how many calls of the method are open, in the upper one a mark of which. */
  private long openCalls(Timer timer) {
    int open = 0;
    int mark = 0;
    for (CurfewCall c = timer.owner().innermost(); c != null; c = c.outer()) {
      long word = c.word();
      if (word != CurfewWord.CLOSED && isSameMethod(word, timer.site())) {
        int reentries = c.reentries();
        open += 1 + CurfewCall.openReentries(reentries);
        mark = 31 * mark + 31 * Long.hashCode(CurfewWord.in(0, word)) + reentries;
      }
    }
    return (long) mark << 32 | open;
  }

  /** Overloads can't be told in a stack trace. */
  private boolean isSameMethod(long word, Site site) {
    Site other = sites.apply(CurfewWord.site(word));
    return other != null
        && other.methodName().equals(site.methodName())
        && other.className().equals(site.className());
  }

  private static int frames(StackTraceElement[] stack, Site site) {
    int frames = 0;
    for (StackTraceElement frame : stack) {
      if (frame.getMethodName().equals(site.methodName())
          && frame.getClassName().equals(site.className())) {
        frames++;
      }
    }
    return frames;
  }
}
