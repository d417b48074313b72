package dev.curfew.agent;

import dev.curfew.config.Force;
import dev.curfew.enforce.Checkpoints;
import dev.curfew.enforce.ForceMeans;
import dev.curfew.enforce.LoopSafepoints;
import dev.curfew.enforce.Retransform;
import dev.curfew.enforce.Stacks;
import dev.curfew.enforce.StopRequests;
import dev.curfew.weave.CurfewTransformer;
import dev.curfew.weave.StackWeaver;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * The means that stop a call at checkpoints. A class of its own, so that what it names is loaded
 * when a program needs it.
 *
 * @param requests of both means
 * @param weaver of checkpoints that nobody has configured
 * @param stacks takes them
 */
record CheckpointMeans(StopRequests requests, StackWeaver weaver, Stacks stacks) {
  static CheckpointMeans of(
      CurfewTransformer transformer, Instrumentation instrumentation, Stacks stacks) {
    StackWeaver weaver = new StackWeaver(transformer, instrumentation);
    StopRequests requests =
        new StopRequests(
            () -> {
              BridgeInstaller.installCheckpoints(instrumentation);
              stacks.wakeCheckpoints(!LoopSafepoints.everywhere());
              return null;
            },
            weaver::restore);
    return new CheckpointMeans(requests, weaver, stacks);
  }

  /** Nothing is stopped any more, and no code has checkpoints that were not configured. */
  void end() {
    requests.endAll();
    weaver.restore();
  }

  void addTo(List<ForceMeans> means, Force force) {
    if (force.uses("checkpoints")) {
      means.add(new Checkpoints(requests));
    }
    if (force.uses("retransform")) {
      means.add(new Retransform(requests, stacks, weaver::weave));
    }
  }
}
