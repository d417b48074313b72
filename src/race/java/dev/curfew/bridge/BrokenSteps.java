package dev.curfew.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import net.bytebuddy.implementation.bind.annotation.Argument;
import net.bytebuddy.implementation.bind.annotation.This;

/** What {@link BrokenStep} puts in the place of steps: each looks first and writes then. */
public final class BrokenSteps {
  private static final VarHandle HEAD;

  static {
    try {
      HEAD =
          MethodHandles.privateLookupIn(CurfewStripe.class, MethodHandles.lookup())
              .findVarHandle(CurfewStripe.class, "head", CurfewScope.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private BrokenSteps() {}

  static void nothing() {}

  static boolean always() {
    return true;
  }

  static boolean never() {
    return false;
  }

  static boolean closeLine(@This CurfewCursor cursor) {
    cursor.line.free = cursor;
    return closeIfOpen(cursor);
  }

  static boolean closeScope(@This CurfewScope scope) {
    scope.strand().setInnermost(scope.outer);
    return closeIfOpen(scope);
  }

  private static boolean closeIfOpen(CurfewCall call) {
    boolean open = CurfewWord.isOpen(call.word());
    if (open) {
      call.releaseWord(CurfewWord.CLOSED);
    }
    return open;
  }

  static long openWithoutSequence(@Argument(1) int site) {
    return (long) site << 3 | CurfewWord.OPEN;
  }

  static boolean unclaim(@This CurfewCall call, @Argument(0) long openWord) {
    boolean claimed = call.word() == CurfewWord.in(CurfewWord.CLAIMED, openWord);
    if (claimed) {
      call.releaseWord(openWord);
    }
    return claimed;
  }

  static boolean dropLost(@This CurfewCall call, @Argument(0) long openWord) {
    boolean claimed = call.word() == CurfewWord.in(CurfewWord.CLAIMED, openWord);
    if (claimed) {
      call.releaseWord(CurfewWord.CLOSED);
    }
    return claimed;
  }

  static boolean pop(@This CurfewStripe stripe, @Argument(0) CurfewScope scope) {
    boolean top = HEAD.getAcquire(stripe) == scope;
    if (top) {
      HEAD.setRelease(stripe, scope.next);
    }
    return top;
  }

  static CurfewScope takeAll(@This CurfewStripe stripe) {
    CurfewScope all = (CurfewScope) HEAD.getAcquire(stripe);
    HEAD.setRelease(stripe, null);
    return all;
  }

  static void push(@This CurfewStripe stripe, @Argument(0) CurfewScope scope) {
    scope.next = (CurfewScope) HEAD.getAcquire(stripe);
    HEAD.setRelease(stripe, scope);
  }
}
