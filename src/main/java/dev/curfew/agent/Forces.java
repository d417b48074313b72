package dev.curfew.agent;

import dev.curfew.bridge.CurfewCheckpoint;
import dev.curfew.config.Configuration;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import dev.curfew.enforce.ForceMeans;
import dev.curfew.enforce.LoopSafepoints;
import dev.curfew.enforce.Means;
import dev.curfew.enforce.Stacks;
import dev.curfew.engine.RuleSwitches;
import dev.curfew.weave.CurfewTransformer;
import dev.curfew.weave.ResourceTransformer;
import dev.curfew.weave.WeaveReport;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the mode force needs, brought in when a rule has that mode: by its configuration, or later
 * by an operator. No program pays for it that does without.
 */
final class Forces implements Supplier<List<ForceMeans>>, RuleSwitches {
  private final Configuration configuration;
  private final Instrumentation instrumentation;
  private final WeaveReport report;
  private final RuleSwitches sites;
  private final CurfewTransformer transformer;
  private @Nullable ResourceTransformer resources;
  private final Stacks stacks = new Stacks();
  private @Nullable CheckpointMeans stops;

  /** Some are woven, or will be. */
  private boolean checkpoints;

  private boolean up;

  /**
   * @param transformer weaves configured checkpoints, and more on the stack of a forced call
   * @param sites told of all first
   */
  Forces(
      Configuration configuration,
      Instrumentation instrumentation,
      WeaveReport report,
      CurfewTransformer transformer,
      RuleSwitches sites) {
    this.configuration = configuration;
    this.instrumentation = instrumentation;
    this.report = report;
    this.transformer = transformer;
    this.sites = sites;
  }

  /** Weaves the JDK's classes if any rule is forced from the start. */
  void installIfConfigured() {
    for (Rule rule : configuration.rules()) {
      if (rule.mode() == Mode.FORCE) {
        install();
        return;
      }
    }
  }

  /** An operator has changed a rule's mode. On the watcher's thread, which is not to wait. */
  @Override
  public void mode(Rule rule, Mode mode) {
    sites.mode(rule, mode);
    if (mode == Mode.FORCE) {
      Thread t = new Thread(null, this::install, "curfew-force", 0, false);
      t.setDaemon(true);
      t.start();
    }
  }

  @Override
  public void refuse(Rule rule, boolean refuse) {
    sites.refuse(rule, refuse);
  }

  private synchronized void install() {
    if (resources == null) {
      BridgeInstaller.installResources(instrumentation);
      resources = new ResourceTransformer(configuration.force(), report);
      resources.install(instrumentation);
    }
  }

  /** The JDK's classes, and those that were forced, are as they were. */
  synchronized void remove() {
    if (stops != null) {
      stops.end();
    }
    if (resources != null) {
      resources.remove(instrumentation);
    }
  }

  /** Before classes are woven by this configuration. */
  synchronized void prepareCheckpoints(Configuration next) {
    if (next.hasCheckpoints() && !checkpoints) {
      BridgeInstaller.installCheckpoints(instrumentation);
      checkpoints = true;
      stacks.wakeCheckpoints(true);
      restCheckpoints();
    }
  }

  /** So the platform's MXBeans may be asked. */
  synchronized void applicationIsUp() {
    up = true;
    restCheckpoints();
  }

  /** From now on they may cost nothing, where this JVM can wake them at any time. */
  private void restCheckpoints() {
    if (up && checkpoints && LoopSafepoints.everywhere()) {
      CurfewCheckpoint.allowRest();
      stacks.wakeCheckpoints(false);
    }
  }

  /** Takes the stacks of calls. */
  Stacks stacks() {
    return stacks;
  }

  private synchronized CheckpointMeans stops() {
    CheckpointMeans made = stops;
    if (made == null) {
      made = CheckpointMeans.of(transformer, instrumentation, stacks);
      stops = made;
    }
    return made;
  }

  /** The means that the configuration allows. */
  @Override
  public List<ForceMeans> get() {
    List<ForceMeans> means = new ArrayList<>(Means.of(configuration.force(), instrumentation));
    stops().addTo(means, configuration.force());
    return means;
  }
}
