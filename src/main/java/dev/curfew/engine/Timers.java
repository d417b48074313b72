package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;
import dev.curfew.bridge.CurfewCursor;
import dev.curfew.bridge.CurfewOwner;
import dev.curfew.bridge.CurfewParent;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.config.Heartbeat;
import dev.curfew.config.Mode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The timers that exist: one for each call that somebody had to look at. Watcher only. */
final class Timers {
  /** No rule's number: a call of the API is told its heartbeats one by one. */
  private static final int API_BEATS = Integer.MAX_VALUE;

  /** The last id that an agent before this one has given, which was removed: records name it. */
  private static final String LAST = "curfew.last.timer";

  private final Map<Long, Timer> byId = new LinkedHashMap<>();

  /** Those whose end nobody tells, so that they have to be looked at. */
  private final Map<Long, Timer> untold = new LinkedHashMap<>();

  /** Detached ones that have ended. */
  private final Set<Timer> endedDetached = new LinkedHashSet<>();

  /** Those that need a look on each pass. A timer stays in here until its call has ended. */
  private final Set<Timer> watched = new LinkedHashSet<>();

  private final RuleStates rules;
  private final EngineClock clock;
  private final LineScan lines;
  private final Stalls stalls;
  private final StatusChanges changes = new StatusChanges();
  private long lastId = Long.getLong(LAST, 0);

  /**
   * @param stalls when the whole process stood still
   */
  Timers(RuleStates rules, EngineClock clock, LineScan lines, Stalls stalls) {
    this.rules = rules;
    this.clock = clock;
    this.lines = lines;
    this.stalls = stalls;
  }

  /** No id that was given here is to be given by an agent after this one. */
  void retire() {
    System.setProperty(LAST, Long.toString(lastId));
  }

  StatusChanges changes() {
    return changes;
  }

  Collection<Timer> all() {
    return byId.values();
  }

  /** Those that are to be asked whether they have ended. */
  List<Timer> mayHaveEnded() {
    List<Timer> asked = new ArrayList<>(untold.values());
    asked.addAll(endedDetached);
    return asked;
  }

  /** A detached one has ended, and its end has to be settled. */
  void ended(Timer detached) {
    if (!untold.containsKey(detached.id())) {
      endedDetached.add(detached);
    }
  }

  @Nullable Timer withId(long id) {
    return byId.get(id);
  }

  /** The timer of an open call, made now if need be; null when the call has ended meanwhile. */
  @Nullable Timer of(CurfewCall call, long word) {
    Timer known = known(call, word);
    if (known != null) {
      return known;
    }
    CurfewOwner owner = call.owner();
    Thread thread = owner == null ? null : owner.thread();
    Site site = rules.site(CurfewWord.site(word));
    boolean detached = thread == null && call instanceof CurfewScope;
    if (owner == null || (thread == null && !detached) || site == null) {
      return null;
    }
    if (thread != null && CurfewParent.isTask(site.id())) {
      return ofTask(call, word, owner, thread, site);
    }
    long stamp = stampOf(call, word);
    RuleState rule = rules.ofCall(call, CurfewWord.site(word), stamp);
    if (rule == null) {
      return null;
    }
    ScopeSpec spec = ScopeSpec.of(call, CurfewWord.site(word));
    Timer parent =
        spec == null && detached
            ? parentOf(CurfewParent.of(call, word))
            : parentOf(spec == null ? null : spec.attachedTo(), call);
    Limits limits = spec == null ? rule.limits().at(stamp) : Limits.configured(spec.rule());
    String label = label(spec, limits, call, word);
    Timer timer =
        new Timer(
            ++lastId,
            call,
            word,
            owner,
            thread,
            site,
            rule,
            parent,
            label,
            stamp,
            clock.wall(stamp),
            stalls,
            limits);
    noteWhenHandedOver(timer);
    if (spec == null) {
      timer.limit(rules.timeoutOf(timer.limits, label, parent, stamp));
      timer.heartbeat = detached ? null : heartbeat(timer);
    } else {
      follow(spec, timer);
    }
    keep(timer);
    if (spec != null && detached && call.word() == CurfewWord.CLOSED) {
      ended(timer); // by somebody who saw no timer and so told nobody
    }
    return timer;
  }

  /** Null when the call that handed it over has ended, and those around that: an orphan. */
  private @Nullable Timer ofTask(
      CurfewCall call, long word, CurfewOwner owner, Thread thread, Site site) {
    Timer parent = parentOf(CurfewParent.of(call, word));
    if (parent == null) {
      return null;
    }
    long stamp = stampOf(call, word);
    Timer timer =
        new Timer(
            ++lastId,
            call,
            word,
            owner,
            thread,
            site,
            parent.rule,
            parent,
            null,
            stamp,
            clock.wall(stamp),
            stalls,
            parent.limits);
    timer.limit(Timer.NONE);
    timer.forceWanted = parent.forceWanted;
    noteWhenHandedOver(timer);
    keep(timer);
    return timer;
  }

  private static void noteWhenHandedOver(Timer timer) {
    CurfewParent handedOver = CurfewParent.of(timer.call(), timer.word());
    timer.handedOverLate = handedOver != null && !handedOver.wasOpen();
  }

  private void keep(Timer timer) {
    timer.changes = changes;
    byId.put(timer.id(), timer);
    if (timer.site().id() != ApiSites.START) {
      untold.put(timer.id(), timer);
    }
    timer.call().timer = timer;
  }

  private static @Nullable String label(
      @Nullable ScopeSpec spec, Limits limits, CurfewCall call, long word) {
    if (spec != null) {
      return spec.label().isEmpty() ? null : spec.label();
    }
    return Labels.of(limits.options().label(), call, word);
  }

  private void follow(ScopeSpec spec, Timer timer) {
    timer.limit(timer.limits.timeout());
    timer.disabled = spec.mode() == Mode.OBSERVE;
    timer.forceWanted = spec.mode() == Mode.FORCE;
    timer.attached = spec.attachedTo() != null;
    if (spec.heartbeatNanos() != Timer.NONE) {
      timer.heartbeat =
          new HeartbeatWatch(spec.heartbeatNanos(), timer.owner(), API_BEATS, clock.now());
    }
    if (spec.onTimeout() != null) {
      timer.handlers.add(spec.onTimeout());
    }
  }

  private @Nullable HeartbeatWatch heartbeat(Timer timer) {
    Heartbeat wanted = timer.limits.options().heartbeat();
    return wanted == null
        ? null
        : new HeartbeatWatch(
            wanted.timeout().toNanos(), timer.owner(), timer.rule.number, clock.now());
  }

  /**
   * @param attachedTo the timer without a thread that the call is inside of; null: the one around
   *     it on its thread counts
   */
  private @Nullable Timer parentOf(@Nullable CurfewScope attachedTo, CurfewCall call) {
    CurfewCall around = attachedTo == null ? call.outer() : attachedTo;
    for (CurfewCall outer = around; outer != null; outer = outer.outer()) {
      long word = outer.word();
      if (word != CurfewWord.CLOSED) {
        return of(outer, word);
      }
    }
    return null;
  }

  /** Of a call that has no thread, or is on another one than what it is inside of. */
  private @Nullable Timer parentOf(@Nullable CurfewParent handedOver) {
    CurfewParent live = handedOver == null ? null : handedOver.live();
    long word = live == null ? CurfewWord.CLOSED : live.wordNow();
    if (live != null && word != CurfewWord.CLOSED) {
      return of(live.call(), word);
    }
    return handedOver == null ? null : stopped(handedOver);
  }

  /** The timer of a call that is stopped, and whose thread may have left it just now. */
  @Nullable Timer stopped(CurfewParent handedOver) {
    return handedOver.wasOpen()
            && handedOver.call().timer instanceof Timer t
            && t.verdict != null
            && handedOver.isOf(t.call(), t.word())
        ? t
        : null;
  }

  private @Nullable Timer known(CurfewCall call, long word) {
    if (!(call.timer instanceof Timer t)) {
      return null;
    }
    if (t.call() == call && CurfewWord.sameCall(t.word(), word)) {
      return t;
    }
    return call instanceof CurfewScope scope && goOn(t, scope, word) ? t : null;
  }

  /** True when its call has ended, and has not gone on without its thread. */
  boolean hasEnded(Timer t) {
    CurfewScope next = t.goesOn;
    return !t.isLive() && (next == null || !goOn(t, next, next.word()));
  }

  /** The timer stays the same when its call goes on without its thread. */
  private boolean goOn(Timer t, CurfewScope to, long word) {
    CurfewCall from = t.call();
    CurfewOwner owner = to.owner();
    if (t.goesOn != to || from == to || t.verdict != null || word == CurfewWord.CLOSED) {
      return false;
    }
    if (owner == null || t.isLive()) {
      return false;
    }
    t.goOn(to, word, owner, clock.now());
    noteWhenHandedOver(t);
    if (from.timer == t) {
      from.timer = null;
    }
    to.timer = t;
    return true;
  }

  long stampOf(CurfewCall call, long word) {
    if (call instanceof CurfewCursor cursor) {
      return lines.stampOf(cursor, word);
    }
    CurfewScope scope = (CurfewScope) call;
    if (scope.stamp == 0) {
      scope.stamp = clock.now();
    }
    return scope.stamp;
  }

  /** From now on to be looked at on each pass. */
  void watch(Timer timer) {
    timer.watched = true;
    watched.add(timer);
  }

  List<Timer> watched() {
    return List.copyOf(watched);
  }

  int watchedCount() {
    return watched.size();
  }

  void forget(Timer timer) {
    watched.remove(timer);
    byId.remove(timer.id());
    untold.remove(timer.id());
    endedDetached.remove(timer);
    if (timer.call().timer == timer) {
      timer.call().timer = null;
    }
  }
}
