package dev.curfew.engine;

import dev.curfew.config.Rule;
import dev.curfew.engine.Answer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a listener was told, each in a few words. */
final class Heard implements TimerListener {
  final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

  private static String words(Origin origin) {
    return " by " + origin.by() + (origin.reason().isEmpty() ? "" : ": " + origin.reason());
  }

  @Override
  public void warned(TimerReport report) {
    events.add("warned " + report.rule());
  }

  @Override
  public void expired(TimerReport report) {
    events.add("expired " + report.rule() + " " + report.status());
  }

  @Override
  public void stopped(TimerReport report) {
    events.add("stopped " + report.rule() + " " + report.status());
  }

  @Override
  public void cancelled(TimerReport report, Origin origin) {
    events.add("cancelled " + report.rule() + words(origin));
  }

  @Override
  public void extended(TimerReport report, Duration more, Origin origin) {
    events.add("extended " + report.rule() + " " + more + words(origin));
  }

  @Override
  public void switched(TimerReport report, Outcome outcome, Origin origin) {
    events.add(outcome + " " + report.rule() + words(origin));
  }

  @Override
  public void abandoned(TimerReport report) {
    events.add("abandoned " + report.rule());
  }

  @Override
  public void overdue(TimerReport report) {
    events.add("overdue " + report.rule());
  }

  @Override
  public void ended(TimerReport report) {
    events.add("ended " + report.rule() + " " + report.status());
  }

  @Override
  public void partialResult(long id, String rule, Object result) {
    events.add("partial result of " + rule);
  }

  @Override
  public void fuseBlown(Rule rule) {
    events.add("fuse of " + rule.name());
  }

  @Override
  public void ruleChanged(RuleChange change, Origin origin) {
    events.add(change.rule() + " " + change.key() + " " + change.value() + words(origin));
  }

  @Override
  public void rulesAdded() {
    events.add("rules added");
  }

  @Override
  public void configurationChanged(String source, Origin origin) {
    events.add("configuration " + source + words(origin));
  }

  @Override
  public void configurationRefused(String source, List<String> problems, Origin origin) {
    events.add("no configuration " + problems + words(origin));
  }

  @Override
  public void stalled(Instant from, Duration length) {
    events.add("stalled");
  }
}
