package dev.curfew.enforce;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.engine.Site;
import dev.curfew.engine.Timer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a call's frame is on its thread's stack.
 *
 * <p>A StackOverflowError inside enter or exit can cost a frame whose word stays open (1 to 4 in
 * 30,000 rounds of an experiment). Interrupting for it would hit whatever the thread does now. A
 * frame of the right method is not enough: it may be of a later call, which took the lost one for
 * open and counted as a re-entry. So there have to be as many frames of the method as calls of it
 * are open, by counts that were the same before and after the stack was taken.
 *
 * <p>A frame is there a little before enter counts it, and a little after exit has. A stack that
 * ends in the entry method itself, or in the bridge, may be from there. Then the thread has to be
 * found the same again after it has used processor time: the way into and out of a method takes
 * none.
 */
final class StackEvidence {
  /** The JVM's default MaxJavaStackTraceDepth: a longer stack is cut off, from JDK 21 on. */
  private static final int CUT_AT = 1024;

  /** Rewritten by the build along with the bridge's classes. */
  private static final String BRIDGE = "dev.curfew.bridge.Curfew";

  private static final long CONFIRM_NANOS = 2_000_000;

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
  private final Stacks stacks;

  StackEvidence(IntFunction<@Nullable Site> sites, Stacks stacks) {
    this.sites = sites;
    this.stacks = stacks;
  }

  Evidence of(Timer timer) {
    if (timer.site().methodName().isEmpty()) { // a scope of the application's own has no frame
      return new Evidence(Finding.ON_STACK, wholeStack(timer));
    }
    int failed = CurfewBridge.failedEntries();
    long before = openCalls(timer);
    Evidence first = look(timer, before);
    boolean atEntry = endsAtEntry(first.stack(), timer.site());
    if (first.finding() != Finding.ON_STACK || (failed == 0 && !atEntry)) {
      return first;
    }
    long used = ThreadFacts.usedBy(timer.thread());
    LockSupport.parkNanos(CONFIRM_NANOS);
    Evidence second = look(timer, before);
    boolean moved =
        !atEntry
            || !endsAtEntry(second.stack(), timer.site())
            || ThreadFacts.hasUsedSince(timer.thread(), used);
    boolean confirmed = moved && CurfewBridge.failedEntries() == failed;
    return confirmed || second.finding() != Finding.ON_STACK
        ? second
        : new Evidence(Finding.CHANGING, second.stack());
  }

  private Evidence look(Timer timer, long open) {
    StackTraceElement[] stack = wholeStack(timer);
    if (stack.length == 0) {
      // Ended, or a virtual thread between two carriers, which can't be seen.
      return new Evidence(timer.thread().isAlive() ? Finding.ON_STACK : Finding.GONE, stack);
    }
    if (stack.length == CUT_AT) {
      return new Evidence(Finding.ON_STACK, stack); // a virtual thread's: nobody knows the rest
    }
    if (openCalls(timer) != open) {
      return new Evidence(Finding.CHANGING, stack);
    }
    boolean enough = frames(stack, timer.site()) >= (open & Integer.MAX_VALUE);
    return new Evidence(enough ? Finding.ON_STACK : Finding.GONE, stack);
  }

  private StackTraceElement[] wholeStack(Timer timer) {
    StackTraceElement[] stack = stacks.of(timer.thread());
    return stack.length == CUT_AT ? ThreadFacts.wholeStack(timer.thread(), stack) : stack;
  }

  /** Nothing but the bridge is above the innermost frame of the entry method. */
  private static boolean endsAtEntry(StackTraceElement[] stack, Site site) {
    for (StackTraceElement frame : stack) {
      if (isFrameOf(site, frame)) {
        return true;
      }
      if (!frame.getClassName().startsWith(BRIDGE)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isFrameOf(Site site, StackTraceElement frame) {
    return frame.getMethodName().equals(site.methodName())
        && frame.getClassName().equals(site.className());
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
      if (isFrameOf(site, frame)) {
        frames++;
      }
    }
    return frames;
  }
}
