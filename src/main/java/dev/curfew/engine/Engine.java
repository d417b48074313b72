package dev.curfew.engine;

import dev.curfew.bridge.CurfewFollow;
import dev.curfew.bridge.CurfewHooks;
import dev.curfew.bridge.CurfewParent;
import dev.curfew.config.Configuration;
import dev.curfew.config.Mode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts the engine together, runs it, and takes in what enforcers and woven code tell it. */
public final class Engine implements Watcher.Pass {
  private static final long RECLAIM_PERIOD = 1_000_000_000L;

  private static final long PATIENCE_MILLIS = 10_000;

  private final EngineClock clock;
  private final Commands commands = new Commands();
  private final RuleStates rules;
  private final LineScan lines;
  private final ScopeWheel wheel;
  private final Timers timers;
  private final Stalls stalls;
  private final Suspensions suspensions;
  private final Refusals refusals;
  private final Forcing forcing;
  private final Stops stops;
  private final Deadlines deadlines;
  private final Endings endings;
  private final Listeners listener;
  private final RuleSwitches switches;
  private final Enforcement enforcement;
  private final Watcher watcher;
  private final CallCounts counts;
  private volatile @Nullable ApiDoor door;
  private volatile @Nullable Handlers handlers;
  private @Nullable PendingResults results;
  private boolean drainedSome;
  private long reclaimedAt;
  private int rulesTold;
  private volatile long suppressed;
  private volatile boolean wasIdle = true;
  private volatile boolean running;
  private volatile long stallCount;
  private volatile long stalledNanos;

  /**
   * @param configuration the rules
   * @param sites finds the site of an id
   * @param enforcement makes the enforcement that reports to these outcomes
   * @param listener told what becomes of timers
   * @param switches told what woven code has to know
   */
  public Engine(
      Configuration configuration,
      IntFunction<@Nullable Site> sites,
      Function<Enforcement.Outcomes, Enforcement> enforcement,
      TimerListener listener,
      RuleSwitches switches) {
    this(configuration, sites, enforcement, listener, switches, new EngineClock());
  }

  Engine(
      Configuration configuration,
      IntFunction<@Nullable Site> sites,
      Function<Enforcement.Outcomes, Enforcement> enforcement,
      TimerListener listener,
      RuleSwitches switches,
      EngineClock clock) {
    this.clock = clock;
    this.listener = new Listeners(listener);
    this.switches = switches;
    rules = new RuleStates(configuration, sites);
    rulesTold = rules.all().size();
    lines = new LineScan(rules, clock);
    wheel = new ScopeWheel(rules, clock);
    stalls = new Stalls(configuration.countsStalls());
    timers = new Timers(rules, clock, lines, stalls);
    suspensions = new Suspensions(timers, lines);
    this.enforcement = enforcement.apply(new ReportsOfActs(this));
    refusals = new Refusals(rules, switches, this.listener);
    forcing = new Forcing(clock, rules, this.enforcement, refusals);
    stops =
        new Stops(
            clock,
            timers,
            this.enforcement,
            forcing,
            this.listener,
            new Tasks(lines, wheel, timers));
    deadlines =
        new Deadlines(
            rules,
            clock,
            timers,
            stops,
            this.enforcement,
            this.listener,
            new OpenCalls(),
            suspensions);
    endings = new Endings(clock, timers, forcing, this.listener);
    counts = new CallCounts(lines, wheel, rules);
    watcher = new Watcher(this, clock, rules.shortestTimeout());
  }

  /** Starts the watcher and lets woven code's slow paths in. */
  public void start() {
    CurfewHooks.install(new EngineHooks(this));
    watcher.start();
    running = true;
  }

  /**
   * Stops the watcher and the enforcers; open calls run on without a limit. For tests and for
   * removing the agent.
   */
  public void stop() {
    running = false;
    watcher.stop();
    enforcement.stop();
  }

  /**
   * Takes another configuration over: for calls that begin from now on. Open calls keep their rule
   * and their limits; counters, switches and overrides of a rule that stays, by its name, go on.
   * Any thread but the watcher's.
   *
   * @param sites given the rules as they are now, gives each site its rule; must not block
   * @return false when the watcher did not answer, and nothing was changed
   */
  public boolean reconfigure(Configuration next, Consumer<List<ConfiguredRule>> sites) {
    return commands.ask(
        () -> {
          long now = clock.now();
          rules.reconfigure(next, now);
          stalls.count(next.countsStalls());
          sites.accept(rules.configured());
          tellOfForce();
          rules.sitesChanged(now);
          watcher.keepPaceWith(rules.shortestTimeout());
          return true;
        },
        false,
        watcher::wake,
        PATIENCE_MILLIS);
  }

  /** What force needs is brought in when a rule first has that mode. */
  private void tellOfForce() {
    for (ConfiguredRule each : rules.configured()) {
      if (each.mode() == Mode.FORCE) {
        switches.mode(each.rule(), each.mode());
      }
    }
  }

  /**
   * After the stop, for good: no timer's id is used again by an agent after this one, and woven
   * code leads here only until the calls have ended that were being stopped.
   */
  public void retire() {
    timers.retire();
    LastHooks.install(clock, timers.all());
  }

  /** What management surfaces use; made when asked for, because no start needs it. */
  public EngineControl control() {
    return new Operations(this);
  }

  /** All who are told what happens; by it they hear too what happens outside the engine. */
  public TimerListener listener() {
    return listener;
  }

  void addListener(TimerListener another) {
    listener.add(another);
  }

  /** Any thread. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // a lost increment does no harm
  void countSuppressed() {
    suppressed++;
  }

  boolean isRunning() {
    return running;
  }

  EngineClock clock() {
    return clock;
  }

  Commands commands() {
    return commands;
  }

  /** Asked of the watcher by another thread; null also when it did not answer in time. */
  @Nullable Object answer(Supplier<@Nullable Object> question) {
    Object[] answer = {null};
    commands.ask(
        () -> {
          answer[0] = question.get();
          return true;
        },
        false,
        watcher::wake,
        Commands.PATIENCE_MILLIS);
    return answer[0];
  }

  RuleStates rules() {
    return rules;
  }

  LineScan lines() {
    return lines;
  }

  ScopeWheel wheel() {
    return wheel;
  }

  Timers timers() {
    return timers;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  Refusals refusals() {
    return refusals;
  }

  Forcing forcing() {
    return forcing;
  }

  Stops stops() {
    return stops;
  }

  /** Made when the API first asks: most programs never do. */
  ApiDoor door() {
    ApiDoor open = door;
    if (open == null) {
      open = new ApiDoor(this);
      door = open;
    }
    return open;
  }

  /** Made at the first timeout that somebody wants to be told of. Watcher only. */
  Handlers handlers() {
    if (handlers == null) {
      handlers = new Handlers(clock);
    }
    return handlers;
  }

  /** Made at the first result that does not come in time. Watcher only. */
  PendingResults results() {
    PendingResults made = results;
    if (made == null) {
      made = new PendingResults(clock);
      results = made;
    }
    return made;
  }

  HandlersView handlersView() {
    Handlers running = handlers;
    return running == null ? HandlersView.NONE : running.view();
  }

  Endings endings() {
    return endings;
  }

  RuleSwitches switches() {
    return switches;
  }

  /** About how many calls are open. Watcher only. */
  long openCalls() {
    return (long) lines.open() + wheel.size();
  }

  RecordsView records() {
    return listener.records();
  }

  long stallCount() {
    return stallCount;
  }

  long stalledNanos() {
    return stalledNanos;
  }

  /** From now on stalls and suspended threads are noticed. Any thread. */
  public void use(ProcessFacts facts) {
    suspensions.use(facts);
    watcher.use(facts);
  }

  /** From now on told of changes of status; null: nobody is. Any thread. */
  public void tell(@Nullable StatusListener listener) {
    timers.changes().use(listener);
  }

  Enforcement enforcement() {
    return enforcement;
  }

  Watcher watcher() {
    return watcher;
  }

  CallCounts counts() {
    return counts;
  }

  /** Errors of ours that were kept from leaving woven code. */
  public long suppressedErrors() {
    return suppressed;
  }

  @Override
  public long run(boolean scanLines) {
    commands.runAll();
    long lineScan = scanLines ? scanLines() : 0;
    drainedSome = wheel.drain(deadlines) > 0;
    wheel.advance(deadlines);
    long now = clock.now();
    suspensions.pass(now);
    endings.pass(now);
    deadlines.pass(now);
    if (now - reclaimedAt > RECLAIM_PERIOD) {
      reclaimedAt = now;
      counts.reclaimLines();
      refusals.lookAtAll();
      if (CurfewParent.isFollowed()) {
        CurfewFollow.sweep();
        if (results != null) {
          results.lookAgain();
        }
      }
    }
    if (rules.all().size() != rulesTold) {
      rulesTold = rules.all().size();
      listener.rulesAdded();
    }
    return lineScan;
  }

  private long scanLines() {
    long begin = clock.now();
    lines.scan(deadlines);
    return clock.now() - begin;
  }

  /** True when there was nothing open at the last pass, and nothing to be told. Any thread. */
  public boolean wasIdle() {
    return wasIdle;
  }

  @Override
  public boolean idle() {
    wasIdle = isIdle();
    return wasIdle;
  }

  private boolean isIdle() {
    return lines.open() == 0 && wheel.size() == 0 && !drainedSome && timers.all().isEmpty();
  }

  @Override
  public long nextLook() {
    return wheel.nextLook();
  }

  @Override
  public long nextLineLook() {
    return lines.nextLook();
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // the watcher alone writes
  public void stalled(long from, long to) {
    stalls.add(from, to);
    stallCount++;
    stalledNanos += to - from;
    listener.stalled(clock.wall(from), Duration.ofNanos(to - from));
  }

  /** A named class: a method reference would cost start-up time. */
  private final class OpenCalls implements LongSupplier {
    @Override
    public long getAsLong() {
      return openCalls();
    }
  }
}
