package dev.curfew.engine;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewOwner;
import dev.curfew.bridge.CurfewParent;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
  private final Site site;

  /** Another one once the call goes on without its thread. Written by the watcher. */
  private volatile Place place;

  /** Where the call goes on when its method has returned; null: nowhere. Written by the owner. */
  volatile @Nullable CurfewScope goesOn;

  /**
   * Where the call is.
   *
   * @param word while it is open
   * @param thread null: no thread runs it
   */
  private record Place(CurfewCall call, long word, CurfewOwner owner, @Nullable Thread thread) {}

  final RuleState rule;
  final @Nullable Timer parent;
  final @Nullable String label;
  final long stamp;
  final Instant start;
  final String path;
  final Limits limits;
  final List<StatusChange> history = new ArrayList<>();

  /** Null: the rule asks for none. */
  @Nullable HeartbeatWatch heartbeat;

  /** What the application wants to be told of a timeout, as a map. */
  final List<Consumer<Map<String, @Nullable Object>>> handlers = new ArrayList<>();

  /** What the application has put on the call. */
  final Map<String, Object> data = new LinkedHashMap<>();

  @Nullable Supplier<?> partialResult;

  /** Details of the last heartbeat that had some. */
  @Nullable Map<String, Object> lastHeartbeat;

  /** When such details were recorded last; {@link #NONE}: never. */
  long heartbeatRecordedAt = NONE;

  /** While this timer alone was paused, by an operator or because its thread was suspended. */
  final Intervals held = new Intervals();

  private final Stalls stalls;
  private long timeout;
  private long warnDelay;

  boolean warned;
  boolean disabled;
  boolean pausedByOperator;
  boolean suspended;
  @Nullable String cancelledBy;

  /** The application allows force for this call, whatever its rule's mode. */
  boolean forceWanted;

  /** It is inside a timer without a thread. */
  boolean attached;

  /** A task that was handed over when its call was being stopped already: it has the grace. */
  boolean handedOverLate;

  TimeoutStatus status = TimeoutStatus.ACTIVE;

  /** Told of its changes of status; null: nobody is. */
  @Nullable StatusChanges changes;

  /** The watcher looks at it on each pass; neither line scan nor wheel do any more. */
  boolean watched;

  /** An enforcer has it in hand, or will have. */
  boolean actPending;

  /** The interrupt has not been handed over yet, or found the thread's gate held. */
  boolean interruptDue;

  /** It is stopped by an interrupt of its own, and told of when that is over. */
  boolean hasOwnInterrupt;

  long graceEnd = NONE;
  boolean abandoned;

  /** What was done to end it by force. */
  final List<Act> acts = new ArrayList<>();

  /** When force began. */
  long forcedSince = NONE;

  /** It has ended, and its enforcer has been asked what it did. */
  boolean askedLastWord;

  /** A pass ago at least, it had nothing more to tell. */
  boolean toldLastWord;

  /** Force is not allowed any more. */
  boolean forceWithdrawn;

  /** When force is tried again. */
  long nextRound = NONE;

  /** What kept it from ending when it was abandoned; empty: nothing has. */
  String obstacle = "";

  /** When a pass first found the call gone. */
  long goneSince = NONE;

  /** When the owner ended the claimed call. */
  long endedAt = NONE;

  /** Enabled or resumed by an operator: nothing fires before. */
  long armedFrom;

  @Nullable String thrown;

  /** What puts its stop off: the application's shields of it and of calls inside it. */
  final List<Shield> shields = new ArrayList<>();

  /** Until an instant on the engine's clock, or until it is taken away. */
  static final class Shield {
    final long until;

    Shield(long until) {
      this.until = until;
    }
  }

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
    HEARTBEAT,
    OPERATOR
  }

  /**
   * @param word of the call, in any state but closed
   * @param label null: none
   * @param stamp when the call began, on the engine's clock
   * @param start the same on the wall clock
   * @param limits that the call has, but for its timeout
   * @param stalls when the whole process stood still
   */
  Timer(
      long id,
      CurfewCall call,
      long word,
      CurfewOwner owner,
      @Nullable Thread thread,
      Site site,
      RuleState rule,
      @Nullable Timer parent,
      @Nullable String label,
      long stamp,
      Instant start,
      Stalls stalls,
      Limits limits) {
    this.id = id;
    place = new Place(call, CurfewWord.in(CurfewWord.OPEN, word), owner, thread);
    this.site = site;
    this.rule = rule;
    this.parent = parent;
    this.label = label;
    this.stamp = stamp;
    this.start = start;
    this.stalls = stalls;
    this.limits = limits;
    String name = isTask() ? "task" : name(rule.rule, label == null ? "" : label);
    path = parent == null ? name : parent.path + " / " + name;
    history.add(new StatusChange(TimeoutStatus.ACTIVE, start));
  }

  /** From now on no thread runs the call, nor gives signs of life for it. */
  void goOn(CurfewScope call, long word, CurfewOwner owner, long now) {
    place = new Place(call, CurfewWord.in(CurfewWord.OPEN, word), owner, null);
    heartbeat = null;
    suspended = false;
    held.open(pausedByOperator, now);
  }

  /** What it is called in paths. */
  static String name(Rule rule, String label) {
    return label.isEmpty() ? rule.name() : rule.name() + "(" + label + ")";
  }

  /**
   * @param timeout {@link #NONE}: no limit of its own
   */
  void limit(long timeout) {
    this.timeout = timeout;
    warnDelay = limits.warnDelay(timeout);
  }

  void change(TimeoutStatus to, EngineClock clock) {
    changeAt(clock.now(), to, clock);
  }

  /** As of an instant that has passed. */
  void changeAt(long at, TimeoutStatus to, EngineClock clock) {
    TimeoutStatus before = status;
    status = to;
    history.add(new StatusChange(to, clock.wall(at)));
    StatusChanges told = changes;
    if (told != null) {
      told.changed(this, before, clock);
    }
  }

  /** Of its own; {@link #NONE}: none. */
  long timeout() {
    return timeout;
  }

  /** When its own time is over, as far as is known now; {@link #NONE}: never. */
  long deadline(long now) {
    return timeout == NONE ? NONE : stamp + timeout + uncounted(stamp, now);
  }

  long warnAt(long now) {
    return warnDelay == NONE ? NONE : stamp + warnDelay + uncounted(stamp, now);
  }

  /** When its silence has been too long, unless there was a heartbeat that nobody noticed yet. */
  long silentAt(long now) {
    HeartbeatWatch h = heartbeat;
    return h == null || cancelledBy != null
        ? NONE
        : h.last() + h.timeout + uncounted(h.last(), now);
  }

  /** Time since its start that does not count: pauses, and stalls for as long as its timeout. */
  long uncounted(long now) {
    return uncounted(stamp, now);
  }

  private long uncounted(long from, long now) {
    long paused = rule.paused.within(from, now) + held.within(from, now, rule.paused);
    long stalled = stalls.uncounted().within(from, now, rule.paused, held);
    return paused + Math.min(stalled, timeout);
  }

  /** How long the whole process stood still during the call, counted or not. */
  long stalled(long now) {
    return stalls.seen().within(stamp, now);
  }

  boolean isPaused() {
    return rule.paused.isOpen() || held.isOpen();
  }

  /** Short, never reused. */
  public long id() {
    return id;
  }

  /** Where the call's word lives. */
  public CurfewCall call() {
    return place.call;
  }

  /** Rule names, with labels, from the outermost call to this one, parted by " / ". */
  public String path() {
    return path;
  }

  /** The call's word while it is open. */
  public long word() {
    return place.word;
  }

  /** The thread's side in the bridge. */
  public CurfewOwner owner() {
    return place.owner;
  }

  /**
   * The thread that runs the call.
   *
   * @throws IllegalStateException when it is detached
   */
  public Thread thread() {
    Thread thread = place.thread;
    if (thread == null) {
      throw new IllegalStateException("timer " + id + " has no thread");
    }
    return thread;
  }

  /** The same; null when it is detached, as a call that is not being stopped may be any moment. */
  public @Nullable Thread threadIfAny() {
    return place.thread;
  }

  /** True for a timer that no thread runs: there is nobody to interrupt, and no stack. */
  public boolean isDetached() {
    return place.thread == null;
  }

  /** True for a task that a call has handed to another thread: its parent is that call. */
  boolean isTask() {
    return CurfewParent.isTask(site.id());
  }

  /** As in thread dumps; 0: it is detached. */
  long threadId() {
    Thread thread = place.thread;
    return thread == null ? 0 : thread.getId();
  }

  /** Empty also when it is detached. */
  String threadName() {
    Thread thread = place.thread;
    return thread == null ? "" : thread.getName();
  }

  /** The entry method. */
  public Site site() {
    return site;
  }

  /** Time between the interrupt and what comes after it. */
  public long graceNanos() {
    return limits.grace();
  }

  /** True when force may be used on it as its rule's mode is now. Any thread. */
  public boolean mayForce() {
    return mode() == Mode.FORCE;
  }

  /** The rule's, but for a call that its application allows more. */
  Mode mode() {
    Mode mode = rule.mode();
    return forceWanted && mode == Mode.INTERRUPT ? Mode.FORCE : mode;
  }

  /** True while the call has not ended. */
  public boolean isLive() {
    Place now = place;
    return CurfewWord.sameCall(now.call.word(), now.word);
  }

  boolean isVirtual() {
    Thread thread = place.thread;
    return thread != null && CurfewBridge.isVirtual(thread);
  }

  /** When the watcher has to look at it next. */
  long nextLook(long now) {
    long next = Math.min(deadline(now), warned ? NONE : warnAt(now));
    HeartbeatWatch h = heartbeat;
    return h == null ? next : Math.min(next, h.nextLook());
  }

  /** When its time is over whoever's limit it is; {@link #NONE}: never. */
  long effectiveDeadline(long now) {
    return limitedBy(now).limitOf(this, now);
  }

  /** The limit that it puts to itself or to a call inside it. */
  private long limitOf(Timer inner, long now) {
    return this != inner && verdict != null ? graceEnd : Math.min(deadline(now), silentAt(now));
  }

  /** The call around this one whose limit comes first, or this one; the outermost of equals. */
  Timer limitedBy(long now) {
    Timer first = this;
    for (Timer t = parent; t != null; t = t.parent) {
      if (t.isLive() && t.limitOf(this, now) <= first.limitOf(this, now)) {
        first = t;
      }
    }
    return first;
  }
}
