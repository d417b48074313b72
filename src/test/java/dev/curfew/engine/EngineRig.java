package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewResults;
import dev.curfew.config.Configuration;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import dev.curfew.config.RuleOptions;
import dev.curfew.enforce.Enforcers;
import dev.curfew.enforce.Stacks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** An engine in this JVM, with entry methods that do by hand what woven ones do. */
final class EngineRig implements AutoCloseable {
  final ConcurrentLinkedQueue<TimerReport> warned = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<TimerReport> expired = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<TimerReport> abandoned = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<TimerReport> overdue = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<TimerReport> ended = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<TimerReport> stopped = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<TimerReport> heartbeats = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Object> partialResults = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> blownFuses = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Duration> stalls = new ConcurrentLinkedQueue<>();
  final Engine engine;
  final EngineControl control;
  private final List<Rule> rules;

  /** Sites are never reused, and the bridge's counts outlive an engine. */
  private static final AtomicInteger NEXT_SITE = new AtomicInteger(ApiSites.FIRST_FREE);

  private final int firstSite;

  EngineRig(Rule... rules) {
    this(new Parts(), rules);
  }

  EngineRig(@Nullable Duration outermostTimeout, Rule... rules) {
    this(new Parts(), outermostTimeout, true, rules);
  }

  /** Without a watcher: the test makes the passes. */
  static EngineRig withoutWatcher(Rule... rules) {
    return new EngineRig(new Parts(), null, false, rules);
  }

  EngineRig(Parts parts, Rule... rules) {
    this(parts, null, true, rules);
  }

  private EngineRig(
      Parts parts, @Nullable Duration outermostTimeout, boolean watched, Rule... rules) {
    this.rules = List.of(rules);
    firstSite = NEXT_SITE.getAndAdd(rules.length);
    Configuration configuration =
        new Configuration("test", this.rules, outermostTimeout, false, "unused", 1_000);
    engine =
        new Engine(
            configuration,
            this::site,
            outcomes -> parts.enforcement(outcomes, this::site),
            parts.listener(new Collector()),
            new Switches(),
            parts.clock());
    control = engine.control();
    if (watched) {
      engine.start();
    }
  }

  /** As {@link Sites} tells the bridge. */
  private final class Switches implements RuleSwitches {
    @Override
    public void mode(Rule rule, Mode mode) {}

    @Override
    public void refuse(Rule rule, boolean refuse) {
      CurfewBridge.setOff(siteOf(rule.name()), false, refuse);
    }
  }

  /** What the engine is made of; tests of faults put others in their place. */
  static class Parts {
    EngineClock clock() {
      return new EngineClock();
    }

    Enforcement enforcement(Enforcement.Outcomes outcomes, IntFunction<@Nullable Site> sites) {
      return new Enforcers(outcomes, sites, List::of, new Stacks());
    }

    TimerListener listener(TimerListener collector) {
      return collector;
    }
  }

  static Rule rule(String name, long timeoutMillis) {
    return rule(name, timeoutMillis, Mode.INTERRUPT, 30_000);
  }

  static Rule rule(String name, long timeoutMillis, Mode mode, long graceMillis) {
    return new Rule(
        name,
        List.of(),
        timeoutMillis == 0 ? null : Duration.ofMillis(timeoutMillis),
        0.8,
        Duration.ofMillis(graceMillis),
        mode);
  }

  /** As {@link #rule(String, long)}, with options. */
  static Rule rule(String name, long timeoutMillis, RuleOptions options) {
    Rule r = rule(name, timeoutMillis);
    return new Rule(r.name(), r.methods(), r.timeout(), r.warnAt(), r.grace(), r.mode(), options);
  }

  private @Nullable Site site(int id) {
    int rule = id - firstSite;
    return id < ApiSites.FIRST_FREE
        ? ApiSites.of(id)
        : rule < 0 || rule >= rules.size()
            ? null
            : new Site(id, EngineRig.class.getName(), "timed", "()V", rules.get(rule), null);
  }

  int siteOf(String rule) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).name().equals(rule)) {
        return firstSite + i;
      }
    }
    throw new IllegalArgumentException(rule);
  }

  <T> T call(String rule, Callable<T> body) throws Exception {
    return timed(siteOf(rule), body);
  }

  /** What the weaver makes of an entry method. */
  static <T> T timed(int site, Callable<T> body) throws Exception {
    return timed(CurfewBridge.enter(site), body);
  }

  private static <T> T timed(@Nullable Object token, Callable<T> body) throws Exception {
    T result;
    try {
      result = body.call();
    } catch (Throwable t) {
      CurfewBridge.exit(token, t);
      throw t;
    }
    CurfewBridge.exit(token);
    return result;
  }

  /** What the weaver makes of an entry method whose rule has options. */
  <T> T call(String rule, boolean exact, @Nullable Object labelValues, Callable<T> body)
      throws Exception {
    return timed(CurfewBridge.enter(siteOf(rule), exact, labelValues), body);
  }

  /** What the weaver makes of an entry method whose result may come later, and is followed. */
  @SuppressWarnings("unchecked") // the type that the body returns
  <T> T later(String rule, @Nullable Object labelValues, Callable<T> body) throws Exception {
    Object token = CurfewResults.enter(siteOf(rule), labelValues);
    T result;
    try {
      result = timed(body);
    } catch (Throwable t) {
      CurfewResults.exit(token, t);
      throw t;
    }
    return (T) CurfewResults.exit(result, token);
  }

  /** The frame that is looked for before anything is interrupted. */
  private static <T> T timed(Callable<T> body) throws Exception {
    return body.call();
  }

  /** What the weaver puts into a heartbeat method of this rule. */
  void beat(String rule) {
    CurfewBridge.beat(siteOf(rule) - firstSite);
  }

  TimerView timer(String rule) {
    return control.timers().stream().filter(t -> t.rule().equals(rule)).findFirst().orElseThrow();
  }

  boolean lists(String rule) {
    return control.timers().stream().anyMatch(t -> t.rule().equals(rule));
  }

  TimerReport ended(String rule) {
    return new ArrayList<>(ended)
        .stream().filter(r -> r.rule().equals(rule)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    engine.stop();
  }

  private final class Collector implements TimerListener {
    @Override
    public void warned(TimerReport report) {
      warned.add(report);
    }

    @Override
    public void expired(TimerReport report) {
      expired.add(report);
    }

    @Override
    public void abandoned(TimerReport report) {
      abandoned.add(report);
    }

    @Override
    public void overdue(TimerReport report) {
      overdue.add(report);
    }

    @Override
    public void ended(TimerReport report) {
      ended.add(report);
    }

    @Override
    public void stopped(TimerReport report) {
      stopped.add(report);
    }

    @Override
    public void heartbeat(TimerReport report) {
      heartbeats.add(report);
    }

    @Override
    public void partialResult(long id, String rule, Object result) {
      partialResults.add(result);
    }

    @Override
    public void fuseBlown(Rule rule) {
      blownFuses.add(rule.name());
    }

    @Override
    public void stalled(Instant from, Duration length) {
      stalls.add(length);
    }
  }
}
