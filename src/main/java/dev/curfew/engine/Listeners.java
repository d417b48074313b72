package dev.curfew.engine;

import dev.curfew.config.Rule;
import dev.curfew.engine.Answer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells all who listen. The first, which keeps the records, is told before the others, and its
 * failures are the watcher's; a later one that fails costs only itself the event. Any thread.
 */
final class Listeners implements TimerListener {
  private final TimerListener first;
  private final List<TimerListener> others = new CopyOnWriteArrayList<>();

  Listeners(TimerListener first) {
    this.first = first;
  }

  void add(TimerListener listener) {
    others.add(listener);
  }

  private void tell(Consumer<TimerListener> event) {
    event.accept(first);
    for (TimerListener other : others) {
      try {
        event.accept(other);
      } catch (Throwable e) {
        // It has been written for what it is worth; the watcher has deadlines to see to.
      }
    }
  }

  @Override
  public void warned(TimerReport report) {
    tell(listener -> listener.warned(report));
  }

  @Override
  public void expired(TimerReport report) {
    tell(listener -> listener.expired(report));
  }

  @Override
  public void stopped(TimerReport report) {
    tell(listener -> listener.stopped(report));
  }

  @Override
  public void abandoned(TimerReport report) {
    tell(listener -> listener.abandoned(report));
  }

  @Override
  public void overdue(TimerReport report) {
    tell(listener -> listener.overdue(report));
  }

  @Override
  public void cancelled(TimerReport report, Origin origin) {
    tell(listener -> listener.cancelled(report, origin));
  }

  @Override
  public void extended(TimerReport report, Duration more, Origin origin) {
    tell(listener -> listener.extended(report, more, origin));
  }

  @Override
  public void switched(TimerReport report, Outcome outcome, Origin origin) {
    tell(listener -> listener.switched(report, outcome, origin));
  }

  @Override
  public void ended(TimerReport report) {
    tell(listener -> listener.ended(report));
  }

  @Override
  public void heartbeat(TimerReport report) {
    tell(to -> to.heartbeat(report));
  }

  @Override
  public void partialResult(long id, String rule, Object result) {
    tell(listener -> listener.partialResult(id, rule, result));
  }

  @Override
  public void fuseBlown(Rule rule) {
    tell(listener -> listener.fuseBlown(rule));
  }

  @Override
  public void refusing(Rule rule, boolean refuses) {
    tell(listener -> listener.refusing(rule, refuses));
  }

  @Override
  public void ruleChanged(RuleChange change, Origin origin) {
    tell(listener -> listener.ruleChanged(change, origin));
  }

  @Override
  public void configurationChanged(String source, Origin origin) {
    tell(listener -> listener.configurationChanged(source, origin));
  }

  @Override
  public void configurationRefused(String source, List<String> problems, Origin origin) {
    tell(listener -> listener.configurationRefused(source, problems, origin));
  }

  @Override
  public void rulesAdded() {
    tell(TimerListener::rulesAdded);
  }

  @Override
  public void stalled(Instant from, Duration length) {
    tell(listener -> listener.stalled(from, length));
  }

  @Override
  public RecordsView records() {
    return first.records();
  }
}
