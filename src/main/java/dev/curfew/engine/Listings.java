package dev.curfew.engine;

import dev.curfew.bridge.CurfewFollow;
import dev.curfew.bridge.CurfewParent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What operators see. Watcher only, but for the health. */
final class Listings {
  private final Engine engine;

  Listings(Engine engine) {
    this.engine = engine;
  }

  List<TimerView> timers() {
    return firstOf(sorted().stream().map(StackSource::view).toList(), EngineControl.LIST_LIMIT);
  }

  List<StackSource> stackSources() {
    return firstOf(sorted(), EngineControl.STACKS_LIMIT);
  }

  private List<StackSource> sorted() {
    List<StackSource> timers = new ArrayList<>();
    for (Timer t : live()) {
      TimerView view = Reports.view(t, engine.clock(), engine.deadlines().mayStop(t));
      timers.add(new StackSource(t, view));
    }
    timers.sort(
        Comparator.comparing(
            StackSource::view,
            Comparator.comparingLong(TimerView::remainingNanos).thenComparing(TimerView::id)));
    return timers;
  }

  List<TimerReport> reports() {
    List<TimerReport> reports = new ArrayList<>();
    for (Timer t : live()) {
      reports.add(Reports.of(t, engine.clock()));
    }
    return firstOf(reports, EngineControl.LIST_LIMIT);
  }

  private List<Timer> live() {
    int[] room = {EngineControl.LIST_LIMIT};
    LineScan.Visitor makeTimer =
        (call, word) -> {
          engine.timers().of(call, word);
          return --room[0] > 0;
        };
    engine.wheel().drain(engine.deadlines()); // also calls that were opened a moment ago
    engine.lines().visit(makeTimer);
    engine.wheel().visit(makeTimer);
    List<Timer> live = new ArrayList<>();
    for (Timer t : engine.timers().all()) {
      if (!engine.timers().hasEnded(t)) {
        live.add(t);
      }
    }
    return live;
  }

  private static <T> List<T> firstOf(List<T> all, int limit) {
    return List.copyOf(all.subList(0, Math.min(all.size(), limit)));
  }

  List<RuleView> rules() {
    RuleStates rules = engine.rules();
    OpenByRule open = new OpenByRule(engine);
    CallCounts.Count[] counts = engine.counts().byRule();
    List<RuleView> views = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      RuleState r = rules.all().get(i);
      views.add(Reports.view(r, counts[i], open.of(r), !rules.allDisabled && r.mayStop()));
    }
    return views;
  }

  HealthView health() {
    Watcher w = engine.watcher();
    boolean followed = CurfewParent.isFollowed();
    return new HealthView(
        w.isHealthy(),
        w.scans(),
        w.pause(),
        w.lastScanCost(),
        w.successions(),
        w.lastFailure(),
        engine.enforcement().busy(),
        engine.stops().lostFrames(),
        followed ? CurfewFollow.orphans() : 0,
        followed ? CurfewFollow.notFollowed() : 0,
        engine.deadlines().lateness().last(),
        engine.deadlines().lateness().worst(),
        engine.stallCount(),
        engine.stalledNanos(),
        engine.handlersView(),
        engine.records());
  }
}
