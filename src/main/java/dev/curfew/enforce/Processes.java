package dev.curfew.enforce;

import dev.curfew.api.ProcessStop;
import dev.curfew.api.Timeouts;
import dev.curfew.bridge.CurfewResources;
import dev.curfew.bridge.CurfewStarted;
import dev.curfew.engine.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the processes that were started inside the call and what they have started in turn: asks
 * them, waits for a grace, kills.
 */
final class Processes implements ForceMeans {
  private static final Duration GRACE = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "processes";
  }

  @Override
  public List<String> apply(Timer timer) {
    List<Process> running = running(timer);
    List<String> acts = new ArrayList<>();
    for (Process process : running) {
      long pid = process.pid();
      ProcessStop stop = Timeouts.stop(process, GRACE);
      acts.add("stop of process " + pid + ": " + stop);
    }
    return acts;
  }

  private static List<Process> running(Timer timer) {
    CurfewResources resources = CurfewResources.of(timer.owner());
    List<Process> running = new ArrayList<>();
    for (CurfewStarted started = resources == null ? null : resources.started();
        started != null;
        started = started.earlier()) {
      Process process = started.process();
      if (process.isAlive() && started.isInside(timer.call(), timer.word())) {
        running.add(process);
      }
    }
    return running;
  }
}
