package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewOwner;
import dev.curfew.bridge.CurfewWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live record of one call, made when it is first of interest: listed, warned, overrun.
 *
 * <p>The public part never changes and may be read by any thread. The rest belongs to the watcher;
 * what {@link #verdict} says is written before the call is claimed, so that the owner, which sees
 * the claim, sees it too.
 */
public final class Timer {
  /** No limit, no such instant. */
  static final long NONE = Long.MAX_VALUE;

  private final long id;
  private final CurfewCall call;
  private final long word;
  private final CurfewOwner owner;
  private final Thread thread;
  private final Site site;

  final RuleState rule;
  final @Nullable Timer parent;
  final long stamp;
  final Instant start;
  final String path;
  final List<StatusChange> history = new ArrayList<>();

  long timeout;
  long deadline;
  long warnAt;
  boolean warned;
  boolean disabled;
  @Nullable String cancelledBy;
  TimeoutStatus status = TimeoutStatus.ACTIVE;

  /** The watcher looks at it on each pass; neither line scan nor wheel do any more. */
  boolean watched;

  /** An enforcer has it in hand, or will have. */
  boolean actPending;

  /** The interrupt found the thread's gate held and is to be tried again. */
  boolean interruptAgain;

  long graceEnd = NONE;
  boolean abandoned;

  /** When a pass first found the call gone. */
  long goneSince = NONE;

  /** When the owner ended the claimed call. */
  long endedAt = NONE;

  /** Enabled again by an operator: nothing fires before. */
  long armedFrom;

  @Nullable String thrown;

  /** Why it is stopped; null: it is not. Read by the owner when it finds its call claimed. */
  volatile @Nullable Verdict verdict;

  StackTraceElement @Nullable [] stackAtWarning;
  StackTraceElement @Nullable [] stackAtExpiry;
  StackTraceElement @Nullable [] stackAtGraceEnd;
  final List<Timer> stopped = new ArrayList<>();

  /**
   * Why a call is stopped.
   *
   * @param status TIMEOUT, or STOPPED with the call around it
   * @param reason of the blamed call
   * @param blamed whose time ran out
   */
  record Verdict(TimeoutStatus status, Reason reason, Timer blamed) {}

  /** Why a call counts as timed out. */
  enum Reason {
    DEADLINE,
    OPERATOR
  }

  Timer(
      long id,
      CurfewCall call,
      long word,
      CurfewOwner owner,
      Thread thread,
      Site site,
      RuleState rule,
      @Nullable Timer parent,
      long stamp,
      Instant start) {
    this.id = id;
    this.call = call;
    this.word = CurfewWord.in(CurfewWord.OPEN, word);
    this.owner = owner;
    this.thread = thread;
    this.site = site;
    this.rule = rule;
    this.parent = parent;
    this.stamp = stamp;
    this.start = start;
    path = parent == null ? rule.rule.name() : parent.path + " / " + rule.rule.name();
    history.add(new StatusChange(TimeoutStatus.ACTIVE, start));
  }

  void limit(long timeout) {
    this.timeout = timeout;
    deadline = timeout == NONE ? NONE : stamp + timeout;
    long delay = rule.warnDelay(timeout);
    warnAt = delay == NONE ? NONE : stamp + delay;
  }

  /** Short, never reused. */
  public long id() {
    return id;
  }

  /** Where the call's word lives. */
  public CurfewCall call() {
    return call;
  }

  /** The call's word while it is open. */
  public long word() {
    return word;
  }

  /** The thread's side in the bridge. */
  public CurfewOwner owner() {
    return owner;
  }

  /** The thread that runs the call. */
  public Thread thread() {
    return thread;
  }

  /** The entry method. */
  public Site site() {
    return site;
  }

  /** True while the call has not ended. */
  public boolean isLive() {
    return CurfewWord.sameCall(call.word(), word);
  }

  boolean isVirtual() {
    return CurfewBridge.isVirtual(thread);
  }

  /** When the watcher has to look at it next. */
  long nextLook() {
    return warned ? deadline : Math.min(warnAt, deadline);
  }

  /** The call around this one whose deadline comes first, or this one; the outermost of equals. */
  Timer limitedBy() {
    Timer limit = this;
    for (Timer t = parent; t != null; t = t.parent) {
      if (t.deadline <= limit.deadline && t.isLive()) {
        limit = t;
      }
    }
    return limit;
  }
}
