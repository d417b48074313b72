package dev.curfew.engine;

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
    List<TimerView> views = new ArrayList<>();
    for (Timer t : live()) {
      views.add(Reports.view(t, engine.clock(), engine.deadlines().mayStop(t)));
    }
    views.sort(Comparator.comparingLong(TimerView::remainingNanos).thenComparing(TimerView::id));
    return firstOf(views);
  }

  List<TimerReport> reports() {
    List<TimerReport> reports = new ArrayList<>();
    for (Timer t : live()) {
      reports.add(Reports.of(t, engine.clock()));
    }
    return firstOf(reports);
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
      if (t.isLive()) {
        live.add(t);
      }
    }
    return live;
  }

  private static <T> List<T> firstOf(List<T> all) {
    return List.copyOf(all.subList(0, Math.min(all.size(), EngineControl.LIST_LIMIT)));
  }

  List<RuleView> rules() {
    RuleStates rules = engine.rules();
    CallCounts.Count[] counts = engine.counts().byRule();
    List<RuleView> views = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      RuleState r = rules.all().get(i);
      views.add(Reports.view(r, counts[i], !rules.allDisabled && r.mayStop()));
    }
    return views;
  }

  HealthView health() {
    Watcher w = engine.watcher();
    return new HealthView(
        w.isHealthy(),
        w.scans(),
        w.pause(),
        w.lastScanCost(),
        w.successions(),
        w.lastFailure(),
        engine.enforcement().busy(),
        engine.stops().lostFrames(),
        engine.stallCount(),
        engine.stalledNanos(),
        engine.records());
  }
}
