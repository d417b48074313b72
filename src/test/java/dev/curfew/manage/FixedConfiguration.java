package dev.curfew.manage;

import dev.curfew.engine.Answer;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A configuration whose reloads end as told. */
final class FixedConfiguration implements ConfigurationControl {
  Status status = new Status(Instant.EPOCH, 0, 0, "", List.of());
  Answer answer = new Answer(Outcome.UNCHANGED, "UNCHANGED: the configuration is as it was");
  Map<String, List<String>> notes = Map.of();
  private final List<String> yaml;

  FixedConfiguration() {
    this(List.of("rules: []"));
  }

  FixedConfiguration(List<String> yaml) {
    this.yaml = yaml;
  }

  @Override
  public Status status() {
    return status;
  }

  @Override
  public List<String> text(Map<String, List<String>> notes) {
    this.notes = notes;
    return yaml;
  }

  @Override
  public Answer reload(Origin origin) {
    return answer;
  }

  @Override
  public Answer detach() {
    return new Answer(Outcome.DETACHED, "DETACHED: gone");
  }
}
