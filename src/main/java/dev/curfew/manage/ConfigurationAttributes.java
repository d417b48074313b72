package dev.curfew.manage;

import dev.curfew.engine.EngineControl;
import dev.curfew.engine.LiveOverride;
import dev.curfew.engine.RuleView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration that holds, and what became of the last try to change it. */
abstract class ConfigurationAttributes extends ListAttributes {
  final ConfigurationControl configuration;

  ConfigurationAttributes(
      EngineControl engine, RuleCounts counts, ConfigurationControl configuration) {
    super(engine, counts);
    this.configuration = configuration;
  }

  @Override
  public String getConfigurationLoadedAt() {
    return configuration.status().loadedAt().toString();
  }

  @Override
  public String[] getConfiguration() {
    Map<String, List<String>> notes = new HashMap<>();
    for (RuleView rule : counts.rules()) {
      notes.put(rule.name(), rule.overrides().stream().map(ConfigurationAttributes::note).toList());
    }
    return configuration.text(notes).toArray(new String[0]);
  }

  private static String note(LiveOverride o) {
    return "now "
        + o.key()
        + ": "
        + o.value()
        + " (set by "
        + o.origin().by()
        + " at "
        + o.at()
        + ")";
  }

  @Override
  public long getReloads() {
    return configuration.status().reloads();
  }

  @Override
  public long getReloadsRefused() {
    return configuration.status().refused();
  }

  @Override
  public String getLastReload() {
    return configuration.status().last();
  }

  @Override
  public String[] getReloadProblems() {
    return configuration.status().problems().toArray(new String[0]);
  }
}
