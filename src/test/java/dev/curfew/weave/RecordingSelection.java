package dev.curfew.weave;

import dev.curfew.config.MethodPattern;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wants all methods, or those of one name; numbers them from 1, and keeps what it is told. */
final class RecordingSelection implements Selection {
  static final Rule RULE = rule("everything", "**#*");

  final Map<String, String> refused = new LinkedHashMap<>();
  final List<String> woven = new ArrayList<>();
  private final @Nullable String only;
  private CheckpointPlaces checkpoints = CheckpointPlaces.NONE;
  private int sites;
  int checks;

  private final Rule rule;

  private RecordingSelection(@Nullable String only) {
    this(only, RULE);
  }

  private RecordingSelection(@Nullable String only, Rule rule) {
    this.rule = rule;
    this.only = only;
  }

  static RecordingSelection ofAll() {
    return new RecordingSelection(null);
  }

  /** All methods, for this rule. */
  static RecordingSelection of(Rule rule) {
    return new RecordingSelection(null, rule);
  }

  static RecordingSelection only(String method) {
    return new RecordingSelection(method);
  }

  RecordingSelection with(CheckpointPlaces places) {
    checkpoints = places;
    return this;
  }

  @Override
  public CheckpointPlaces checkpoints() {
    return checkpoints;
  }

  @Override
  public void checkpointsWoven(int woven) {
    checks = woven;
  }

  static Rule rule(String name, String... patterns) {
    List<MethodPattern> methods = new ArrayList<>();
    for (String pattern : patterns) {
      methods.add(MethodPattern.parse(pattern));
    }
    return new Rule(name, methods, Duration.ofSeconds(1), 0.8, Duration.ofSeconds(1), Mode.OFF);
  }

  @Override
  public @Nullable Rule ruleFor(int access, String name, String descriptor) {
    return only == null || only.equals(name) ? rule : null;
  }

  @Override
  public List<Integer> heartbeats(String name, String descriptor) {
    return List.of();
  }

  @Override
  public void refused(Rule rule, String name, String descriptor, String reason) {
    refused.put(name + descriptor, reason);
  }

  @Override
  public int siteOf(Rule rule, int access, String name, String descriptor) {
    return ++sites;
  }

  @Override
  public void woven(Rule rule, String name, String descriptor) {
    woven.add(name + descriptor);
  }
}
