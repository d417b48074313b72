package dev.curfew.enforce;

import dev.curfew.engine.Site;
import dev.curfew.engine.Timer;

/**
 * Looks whether a call's entry method is on its thread's stack.
 *
 * <p>A StackOverflowError inside enter or exit can cost a frame whose word stays open (1 to 4 in
 * 30,000 rounds of an experiment). Interrupting for it would hit whatever the thread does now.
 */
final class StackEvidence {
  /** The JVM's default MaxJavaStackTraceDepth: a longer stack is cut off, from JDK 21 on. */
  private static final int MAYBE_CUT = 1024;

  /**
   * The thread's stack; empty when it has ended or can't be seen now (a virtual thread on its way).
   */
  StackTraceElement[] stackOf(Timer timer) {
    return timer.thread().getStackTrace();
  }

  boolean frameIsGone(Timer timer, StackTraceElement[] stack) {
    Thread thread = timer.thread();
    if (stack.length == 0) {
      return !thread.isAlive();
    }
    if (stack.length >= MAYBE_CUT) {
      return false;
    }
    Site site = timer.site();
    for (StackTraceElement frame : stack) {
      if (frame.getMethodName().equals(site.methodName())
          && frame.getClassName().equals(site.className())) {
        return false;
      }
    }
    return true;
  }
}
