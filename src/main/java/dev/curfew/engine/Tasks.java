package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewParent;
import dev.curfew.bridge.CurfewWord;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls of tasks whose own call, on another thread, is being stopped, and calls inside it
 * that wait for a result without a thread. Watcher only.
 *
 * <p>Nobody keeps a list of a call's tasks. The watcher alone claims calls and alone takes note of
 * new ones, so a task that it knew when it claimed the call is found by looking through all open
 * calls, and one that it did not know is found late when it first sees it.
 */
final class Tasks {
  private final LineScan lines;
  private final ScopeWheel wheel;
  private final Timers timers;

  Tasks(LineScan lines, ScopeWheel wheel, Timers timers) {
    this.lines = lines;
    this.wheel = wheel;
    this.timers = timers;
  }

  /** True for a task that was handed over before its call was to be stopped, and began after. */
  static boolean isLate(CurfewCall call) {
    CurfewParent handedOver = CurfewParent.of(call, call.word());
    return handedOver != null && handedOver.wasOpen() && isBeingStopped(handedOver.live());
  }

  private static boolean isBeingStopped(@Nullable CurfewParent live) {
    long word = live == null ? CurfewWord.CLOSED : live.wordNow();
    return word != CurfewWord.CLOSED && CurfewWord.state(word) != CurfewWord.OPEN;
  }

  /** The call, being stopped, that a task is a part of; null: there is none. */
  @Nullable Timer stoppedCallOf(CurfewCall task, long word) {
    CurfewParent handedOver = CurfewParent.of(task, word);
    CurfewParent live = handedOver == null ? null : handedOver.live();
    if (live == null && handedOver != null) {
      return timers.stopped(handedOver);
    }
    if (live == null || !isBeingStopped(live)) {
      return null;
    }
    long outer = live.wordNow();
    Timer t = outer == CurfewWord.CLOSED ? null : timers.of(live.call(), outer);
    return t == null || t.verdict == null ? null : t;
  }

  /** Tasks that run and are to be stopped, because the calls that they are parts of are. */
  Set<Timer> toStop(long now) {
    Set<Timer> found = new LinkedHashSet<>();
    if (!CurfewParent.isFollowed()) {
      return found;
    }
    LineScan.Visitor visitor =
        (call, word) -> {
          addIfDue(call, word, now, found);
          return true;
        };
    lines.visit(visitor);
    wheel.visit(visitor);
    for (Timer t : timers.watched()) { // of virtual threads: the wheel has them no more
      if (t.verdict == null) {
        addIfDue(t.call(), t.word(), now, found);
      }
    }
    return found;
  }

  private void addIfDue(CurfewCall call, long word, long now, Set<Timer> found) {
    Timer outer = stoppedCallOf(call, word);
    Timer task = outer == null ? null : timers.of(call, word);
    if (outer == null || task == null || task.verdict != null) {
      return;
    }
    if (!task.handedOverLate || now >= outer.graceEnd) {
      found.add(task);
    }
  }
}
