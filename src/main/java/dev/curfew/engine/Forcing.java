package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import java.util.List;

/**
 * What comes after the grace: force in rounds where the rule's mode allows it, and at last the word
 * that the call is abandoned. Rounds go on until the call ends, because what was closed under it
 * may be opened again. Watcher only.
 */
final class Forcing {
  /** Between rounds; what a round asks for should have had its effect by then. */
  private static final long PAUSE = 200_000_000L;

  /** Between rounds once the call is abandoned. */
  private static final long PAUSE_WHEN_ABANDONED = 2_000_000_000L;

  /** A call that force has not ended in this time is abandoned. */
  static final long PATIENCE = 5_000_000_000L;

  private static final int ACTS_KEPT = 50;

  private final EngineClock clock;
  private final RuleStates rules;
  private final Enforcement enforcement;
  private final Refusals refusals;

  Forcing(EngineClock clock, RuleStates rules, Enforcement enforcement, Refusals refusals) {
    this.refusals = refusals;
    this.clock = clock;
    this.rules = rules;
    this.enforcement = enforcement;
  }

  /** On each pass, for a call with a verdict whose grace is over and which has not ended. */
  void pass(Timer t, long now) {
    if (!mayForce(t)) {
      withdraw(t, now);
      if (!t.abandoned) {
        abandon(t);
      }
      return;
    }
    if (t.forcedSince == Timer.NONE) {
      t.forcedSince = now;
      t.nextRound = now;
      t.change(TimeoutStatus.FORCING, clock);
    }
    t.forceWithdrawn = false;
    if (now >= t.nextRound && isOutermost(t)) {
      t.nextRound = now + (t.abandoned ? PAUSE_WHEN_ABANDONED : PAUSE);
      enforcement.force(t);
    }
    if (now - t.forcedSince >= PATIENCE && !t.abandoned) {
      abandon(t);
    }
  }

  /**
   * An operator has forbidden it after it had begun. Again and again: an enforcer may have been on
   * its way.
   */
  private void withdraw(Timer t, long now) {
    if (t.forcedSince != Timer.NONE && (!t.forceWithdrawn || now >= t.nextRound)) {
      t.forceWithdrawn = true;
      t.nextRound = now + PAUSE;
      enforcement.ended(t);
    }
  }

  /** A call that is stopped with the one around it is in that one's mode. */
  private boolean mayForce(Timer t) {
    Timer.Verdict verdict = t.verdict;
    Timer blamed = verdict == null ? t : verdict.blamed();
    return blamed.mayForce() && blamed.rule.mayStop() && !rules.allDisabled && !t.disabled;
  }

  /**
   * What is done to the outermost call that has to end is done to those inside it on its thread; a
   * task is the outermost on its own.
   */
  private static boolean isOutermost(Timer t) {
    Timer.Verdict verdict = t.verdict;
    return verdict != null
        && (verdict.blamed() == t || t.isTask() || (t.attached && verdict.blamed().isDetached()));
  }

  private void abandon(Timer t) {
    t.abandoned = true;
    t.rule.abandoned++;
    t.rule.abandonedNow++;
    refusals.look(t.rule);
    t.change(TimeoutStatus.ABANDONED, clock);
    enforcement.abandon(t);
  }

  /** An enforcer tells what it has done. */
  void acted(Timer t, List<String> whats) {
    for (String what : whats) {
      boolean again = t.acts.stream().anyMatch(act -> act.what().equals(what));
      if (!again && t.acts.size() < ACTS_KEPT) {
        t.acts.add(new Act(clock.wall(clock.now()), what));
      }
    }
  }

  /** Of a call that has ended: true while an enforcer has yet to tell what it has done. */
  boolean owesWord(Timer t) {
    if (t.forcedSince == Timer.NONE) {
      return false;
    }
    if (!t.askedLastWord) {
      t.askedLastWord = true;
      enforcement.askLastWord(t);
    }
    if (enforcement.isForcing(t)) {
      return true;
    }
    boolean mayBeInTheQueue = !t.toldLastWord;
    t.toldLastWord = true;
    return mayBeInTheQueue;
  }

  /** The call has ended. */
  void ended(Timer t) {
    if (t.abandoned) {
      t.rule.abandonedNow--;
      refusals.look(t.rule);
    }
    if (t.forcedSince != Timer.NONE) {
      enforcement.ended(t);
    }
  }
}
